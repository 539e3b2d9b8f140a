import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createQmailHost } from '../../lib/agent/host/qmail/create-qmail-host.ts'
import { findQmailService } from '../../lib/agent/host/qmail/find-qmail-service.ts'
import { makeSpool } from '../../lib/demo/qmail-simulator/make-spool.ts'
import { makeVpopmail } from '../../lib/demo/qmail-simulator/make-vpopmail.ts'
import { USUAL_IDS } from '../../lib/demo/qmail-simulator/start-qmail-simulator.ts'

const NO_SMTP = 2048

/** A host with these accounts and flags, nothing running. */
function makeHost(accounts: Record<string, number>) {
  const folder = mkdtempSync(join(tmpdir(), 'relayward-flags-'))
  const root = join(folder, 'qmail')
  const home = join(folder, 'vpopmail')
  makeSpool({ root, hostName: 'mx.acct.example', localDomains: ['acct.example'], ids: USUAL_IDS })
  makeVpopmail(home, accounts)
  const open = () => createQmailHost({ root, logs: [], vpopmailBin: join(home, 'bin'), service: findQmailService(root, null) })
  const run = (program: string, ...args: string[]) => execFileSync(join(home, 'bin', program), args, { encoding: 'utf8', timeout: 20_000 })
  return {
    host: open(),
    open,
    flags: (account: string) => Number(run('vuserinfo', '-g', account)),
    byHand: (...args: string[]) => run('vmoduser', ...args),
    end: () => rmSync(folder, { recursive: true }),
  }
}

test.each([0, 1 | 4, 0x20 | 0x1000, 0x7f7ff])('flags %i are the same after a lock and its end, also by another agent', async (flags) => {
  const lab = makeHost({ 'a@acct.example': flags, 'b@acct.example': 3 })
  await lab.host.setRelay('a@acct.example', 'locked')
  await lab.host.setRelay('a@acct.example', 'locked')
  expect(lab.flags('a@acct.example')).toBe(flags | NO_SMTP)

  await lab.open().setRelay('a@acct.example', 'open')
  expect(lab.flags('a@acct.example')).toBe(flags)
  expect(lab.flags('b@acct.example')).toBe(3)
  lab.end()
}, 60_000)

test("what somebody else changes during the lock stays as he left it", async () => {
  const lab = makeHost({ 'a@acct.example': 1 | 8 })
  await lab.host.setRelay('a@acct.example', 'locked')
  lab.byHand('-x', '-s', '-w', '-b', 'a@acct.example')
  await lab.host.setRelay('a@acct.example', 'open')
  expect(lab.flags('a@acct.example')).toBe(4 | 16)
  lab.end()
}, 60_000)

test('an access that was closed before we locked it stays closed, and the error says so', async () => {
  const lab = makeHost({ 'a@acct.example': NO_SMTP, 'b@acct.example': NO_SMTP | 1 })
  await lab.host.setRelay('a@acct.example', 'locked')
  await expect(lab.host.setRelay('a@acct.example', 'open')).rejects.toThrow(/closed before/)
  await expect(lab.host.setRelay('b@acct.example', 'open')).rejects.toThrow(/by somebody else/)
  expect([lab.flags('a@acct.example'), lab.flags('b@acct.example')]).toEqual([NO_SMTP, NO_SMTP | 1])
  lab.end()
}, 60_000)

test('a lock that somebody took off by hand is not taken for one in force', async () => {
  const lab = makeHost({ 'a@acct.example': 0 })
  await lab.host.setRelay('a@acct.example', 'locked')
  lab.byHand('-x', 'a@acct.example')
  expect(await lab.host.relay('a@acct.example')).toBe('open')
  lab.end()
}, 60_000)

test('a whole domain is never locked by mistake, and an unknown account is said to be one', async () => {
  const lab = makeHost({ 'a@acct.example': 0 })
  for (const name of ['acct.example', '-x@acct.example', 'a@', '@acct.example', 'uid:web@mx.acct.example']) {
    await expect(lab.host.setRelay(name, 'locked'), name).rejects.toThrow(/name@domain/)
  }
  await expect(lab.host.setRelay('nobody@acct.example', 'locked')).rejects.toThrow(/no such user/)
  expect(lab.flags('a@acct.example')).toBe(0)
  lab.end()
}, 60_000)
