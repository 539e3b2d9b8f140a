import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeUntoldDeliveries } from '../journal/journal-deliveries.ts'
import { openJournal } from '../journal/open-journal.ts'
import { makeRig, type Rig } from '../test-rig.ts'
import { checkReportsFolder, MARKER, takeReports } from './take-reports.ts'

const SAMPLES = path.resolve(import.meta.dirname, '../../delivery-reports/samples')
const HOST = 'mail1.provider.example'
let rig: Rig
let folder = ''
beforeEach(async () => {
  rig = await makeRig()
  folder = mkdtempSync(path.join(tmpdir(), 'relayward-reports-'))
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(path.join(folder, name))
  writeFileSync(path.join(folder, MARKER), '')
})
afterEach(async () => {
  await rig.stop()
  rmSync(folder, { recursive: true })
})

/** A sample as it would be, had the mail gone through this host under this queue id. */
const sample = (name: string, id = '4XyZ1k2mNpz9vRt') => readFileSync(path.join(SAMPLES, `${name}.eml`), 'latin1').replace('mx01.provider.example (Postfix)', `${HOST} (Postfix)`).replaceAll('4XyZ1k2mNpz9vRt', id)
const drop = (name: string, text: string, where = 'new') => writeFileSync(path.join(folder, where, name), Buffer.from(text, 'latin1'))
const left = () => ['new', 'cur'].flatMap((name) => readdirSync(path.join(folder, name)))
const cells = () => [...rig.agent.core.steps.values()].flatMap((step) => [...step.cells.values()]).map(({ receiver, outcome, refusalClass, count }) => [receiver, outcome, refusalClass, count].join(' ')).sort()

test('a report counts once as returned against the receiver, and its file goes', async () => {
  drop('1.a', sample('postfix-bounce'))
  drop('2.b:2,S', sample('qmail-several'), 'cur')
  await takeReports(rig.agent.core, folder)
  expect(cells()).toEqual(['elsewhere.example returned policy 1', 'firma.example returned unknown_user 1', 'nowhere.example returned bad_domain 1'])
  expect(left()).toEqual([])
  // The same report again, as for a second mailbox: it has its own Message-ID.
  const twin = `Message-ID: <report-1@firma.example>\n${sample('exim-report')}`
  drop('3.c', twin)
  drop('4.d', twin)
  await takeReports(rig.agent.core, folder)
  expect(cells()).toContain('firma.example returned unknown_user 2')
  expect(left()).toEqual([])
})

test('a mail that the agent saw delivered is counted to its account and to the server that took it', async () => {
  const id = rig.memory.send({ account: 'kontakt@baeckerei.example', recipients: ['somebody@firma.example'] }) ?? ''
  rig.memory.attempt(id, 'delivered', '250 taken')
  await vi.waitFor(() => expect(rig.agent.core.delivered.has(id)).toBe(true))
  drop('1.a', sample('postfix-bounce', id))
  await takeReports(rig.agent.core, folder)
  const told = takeUntoldDeliveries(rig.agent.core.journal)
  expect(told.flatMap(({ samples }) => samples).filter(({ outcome }) => outcome === 'returned')).toMatchObject([{ account: 'kontakt@baeckerei.example', receiver: 'firma.example', refusalClass: 'unknown_user', reply: expect.not.stringContaining('somebody@') }])
})

test.each([
  ['what only waits', () => sample('postfix-delay')],
  ['a success', () => sample('success')],
  ['a complaint', () => sample('feedback')],
  ['a holiday', () => sample('auto-reply')],
  ['a mail that never was ours: somebody else sent it under a customer’s address', () => readFileSync(path.join(SAMPLES, 'postfix-bounce.eml'), 'latin1')],
  ['a report that gives no mail back', () => sample('exchange-2003')],
  ['a report that this host made itself', () => sample('postfix-bounce').replaceAll('mx.firma.example', HOST)],
  ['no mail at all', () => '\u0000'.repeat(5000)],
])('not counted, but gone: %s', async (_what, text) => {
  drop('1.a', text())
  await takeReports(rig.agent.core, folder)
  expect(cells()).toEqual([])
  expect(left()).toEqual([])
})

test('a folder that was not made for reports is refused, and what is no file in one is left alone', async () => {
  const mailbox = mkdtempSync(path.join(tmpdir(), 'relayward-mailbox-'))
  expect(() => checkReportsFolder(mailbox)).toThrow('no folder for delivery reports')
  rmSync(mailbox, { recursive: true })
  const outside = path.join(folder, 'outside')
  writeFileSync(outside, sample('postfix-bounce'))
  symlinkSync(outside, path.join(folder, 'new', 'link'))
  await takeReports(rig.agent.core, folder)
  expect(cells()).toEqual([])
  expect(readFileSync(outside, 'latin1')).toContain('Reporting-MTA')
})

test('killed at any time, the agent counts every report once', { timeout: 60_000 }, async () => {
  const reports = 300
  for (let n = 0; n < reports; n += 1) drop(`${n}.report`, `Message-ID: <${n}@firma.example>\n${sample('postfix-bounce')}`)
  const at = mkdtempSync(path.join(tmpdir(), 'relayward-killed-'))
  let kills = 0
  while (left().length > 0) {
    const before = left().length
    const child = fork(path.join(import.meta.dirname, '../reports-child.ts'), [at, folder], { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // Somewhere in its work: as soon as a few more are gone, which is between two steps as often as within one.
    while (child.exitCode === null && before - left().length < 20 + (kills % 7)) await new Promise((resolve) => setTimeout(resolve, 1))
    child.kill('SIGKILL')
    await ended
    kills += 1
  }
  const journal = openJournal(path.join(at, 'journal.db'))
  const counted = takeUntoldDeliveries(journal).flatMap((step) => step.cells).reduce((sum, { count }) => sum + count, 0)
  journal.close()
  rmSync(at, { recursive: true })
  expect(counted).toBe(reports)
  expect(kills).toBeGreaterThan(3)
})
