import { cpSync, mkdtempSync, rmSync, writeFileSync, readFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { diskFiles } from '../agent/configuration/disk-files.ts'
import { applyCure } from '../configurations/apply-cure.ts'
import { lintConfiguration } from '../configurations/lint-configuration.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { givenRealHost, givenWorker } from './rig-for-tests.ts'

const SAMPLE = path.resolve(import.meta.dirname, '../configurations/samples/plesk-same-line-twice/files')
const FILES = ['/etc/xinetd.d/smtp_psa', '/etc/xinetd.d/smtps_psa']
const soon = { timeout: 40_000, interval: 100 }

test('what an agent finds in its configuration is a failing check at the desk, which its cure closes by itself', async () => {
  const { db, url } = await withTestDatabase()
  const root = mkdtempSync(path.join(tmpdir(), 'relayward-configuration-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(SAMPLE, root, { recursive: true })
  mkdirSync(path.join(root, 'var/qmail/control'), { recursive: true })
  writeFileSync(path.join(root, 'var/qmail/control/servercert.pem'), 'certificate\n')

  const host = await givenRealHost(db, 'mx01.provider.example', { configuration: { root, files: FILES } })
  givenWorker(url, 'w1')
  const check = (id: string, place: string) => db.hostCheck.findFirst({ where: { hostId: host.id, source: 'configuration', check: id, place } })
  await vi.waitFor(async () => expect(await check('smtps-plain-text', '/etc/xinetd.d/smtps_psa')).toMatchObject({ state: 'fail', cure: expect.stringContaining('tls-level=smtps'), evidence: expect.stringContaining(':10:') }), soon)
  expect(await check('spamdyke-logs-nothing', '/etc/spamdyke.conf')).toMatchObject({ state: 'pass' })

  const [finding] = lintConfiguration(diskFiles(root, FILES)).findings
  const texts = new Map(FILES.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
  for (const [file, text] of applyCure(texts, finding?.steps ?? [])) writeFileSync(path.join(root, file), text)
  // The line that is right now stands in a file of its own; at the old one the check applies no more.
  await vi.waitFor(async () => expect(await check('smtps-plain-text', '/etc/spamdyke-smtps.conf')).toMatchObject({ state: 'pass' }), soon)
  expect(await check('smtps-plain-text', '/etc/xinetd.d/smtps_psa')).toBeNull()
}, 90_000)
