import { afterAll, beforeAll, expect, test } from 'vitest'
import { BAKER } from '../cases/given-ticket-for-tests.ts'
import { givenQuarantine } from '../cases/given-quarantine-for-tests.ts'
import { releaseMessages } from '../cases/release-messages.ts'
import { givenPerson, NOON } from '../cases/story-for-tests.ts'
import { undoAct } from '../cases/undo-act.ts'
import { makeTestDatabase } from '../setup/test-database.ts'
import { previewAct } from './preview-act.ts'
import { readQuarantineAddress } from './quarantine-address.ts'
import { getQuarantinePage } from './quarantine-page-views.ts'
import { getMessagePage, getQuarantine } from './quarantine-views.ts'

const MESSAGES = 10_000
const AIM_MS = 300
const SUPPORT = { roles: ['support' as const] }
let peerMs = 0
let made: Awaited<ReturnType<typeof makeTestDatabase>>

beforeAll(async () => {
  made = await makeTestDatabase()
  await givenQuarantine(made.db, MESSAGES)
  await made.db.$executeRaw`ANALYZE "QuarantinedMessage"`
}, 120_000)
afterAll(() => made.drop())

/** The machine's own measure: one plain UPDATE of the same rows, taken back. On a busy machine all of it is slow alike. */
async function plainUpdateMs(): Promise<number> {
  const began = performance.now()
  await made.db.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE "QuarantinedMessage" SET state = 'releasing'`
    throw new Error('taken back')
  }, { timeout: 30_000 }).catch((error: Error) => expect(error.message).toBe('taken back'))
  return performance.now() - began
}

async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await act()
  const ms = Math.round(performance.now() - began)
  process.stdout.write(`${what}: ${ms} ms of ${MESSAGES} messages (aim ${AIM_MS})\n`)
  expect(ms, what).toBeLessThan(Math.max(5 * AIM_MS, 4 * peerMs))
  return result
}

test('10,000 mails are listed, filtered, paged, previewed, released and taken back within the aim', { timeout: 60_000 }, async () => {
  const { db } = made
  await getMessagePage(db, SUPPORT, { filter: {}, after: null, limit: 1 })
  peerMs = await plainUpdateMs()
  process.stdout.write(`plain update, taken back: ${Math.round(peerMs)} ms\n`)

  expect((await timed('overview', () => getQuarantine(db, SUPPORT, { filter: {}, now: NOON })))?.sums.messages).toBe(MESSAGES)
  for (const params of [{}, { view: 'burst' }, { view: 'all' }, { open: BAKER, whole: '1' }, { q: 'gmx.example' }]) {
    const address = readQuarantineAddress(params)
    const page = await timed(`page ${JSON.stringify(params)}`, () => getQuarantinePage(db, SUPPORT, { address, now: NOON }))
    expect(page?.sums.free).toBe('q' in params ? 3334 : MESSAGES)
  }
  const first = await timed('list', () => getMessagePage(db, SUPPORT, { filter: {}, after: null, limit: 200 }))
  const second = await timed('next page', () => getMessagePage(db, SUPPORT, { filter: {}, after: first.next, limit: 200 }))
  expect(new Set([...first.messages, ...second.messages].map((message) => message.id)).size).toBe(400)
  expect((await timed('filter', () => getMessagePage(db, SUPPORT, { filter: { text: 'gmx.example' }, after: null, limit: 200 }))).total).toBe(3334)

  const selection = { filter: {}, except: [first.messages[0]?.id ?? ''] }
  expect(await timed('preview', () => previewAct(db, selection))).toMatchObject({ messages: MESSAGES - 1, needsTyping: true })
  const doing = { db, now: NOON, actor: await givenPerson(db, 'mara', ['support']) }
  const { actId } = await timed('release', () => releaseMessages(doing, { selection, expected: MESSAGES - 1, confirmation: '9999', reason: 'test' }))
  expect(await timed('undo', () => undoAct(doing, { actId }))).toEqual({ undone: MESSAGES - 1, tooLate: 0 })
})
