import { expect, test } from 'vitest'
import { auditHref, hideAddresses, isAboutSetUp, readAuditAddress } from './audit-address.ts'

test('a page of the audit can be sent on as an address', () => {
  const address = readAuditAddress({ who: 'Mara', action: 'user: roles', before: '12', subject: '' })
  expect(auditHref(address)).toBe('/admin/audit?who=Mara&action=user%3A+roles')
  expect(auditHref(address, { before: '7' })).toContain('before=7')
  expect(readAuditAddress({ before: '1 OR 1' }).before).toBeUndefined()
})

test('who sees no mail sees no address in a subject or a reason', () => {
  expect(hideAddresses('lock 6f of kontakt@baeckerei.example, asked by <anna.k@gmx.example>')).toBe('lock 6f of …@baeckerei.example, asked by <…@gmx.example>')
  expect(hideAddresses('host mx01')).toBe('host mx01')
})

test('settings are an admin’s, releases and reading of headers are not', () => {
  expect(['host: add', 'user: roles', 'policy: save', 'desk: save'].every(isAboutSetUp)).toBe(true)
  expect(['quarantine: release', 'headers: read', 'relay lock: lock', 'refused'].some(isAboutSetUp)).toBe(false)
})
