import { expect, test } from 'vitest'
import { AgentCallError } from '../agent-client/agent-call-error.ts'
import type { Actor } from '../audit/actor.ts'
import type { Db } from '../db.ts'
import type { TraceLine, TraceQuery } from '../protocol/trace.ts'
import { countRows } from '../setup/count-rows-for-tests.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { at, step, traced } from '../traces/found-mail-for-tests.ts'
import type { FoundLine } from '../traces/found-line.ts'
import type { TraceQuestion } from '../traces/trace.ts'
import { storeAgentEvents } from './store-agent-events.ts'
import { eventPage, givenBakery, givenHost, givenPerson, lockMade, minutesAfterNoon, NOON, queuedMessage, taken, workerAt } from './story-for-tests.ts'
import { hashOfNeedle, traceMail } from './trace-mail.ts'

const SECRET = 'a secret of one test only, of at least 32 characters'
const BAKER = 'kontakt@baeckerei.example'
const LAWYER = 'buero@kanzlei.example'
const END: TraceLine = { kind: 'end', logsSince: at('01:00'), bytesRead: 1, unreadFiles: [], isCut: false }
const QUESTION: TraceQuestion = { needle: 'm1@kanzlei.example', kind: 'message-id', span: '24h', until: null }

/** Two hosts, the bakery and the law firm with an account each. */
async function given() {
  const { db } = await withTestDatabase()
  const hosts = [await givenHost(db, 'mx01'), await givenHost(db, 'mx02')]
  await db.host.updateMany({ data: { joinedAt: NOON, lastReadAt: NOON } })
  const { id: bakery } = await givenBakery(db)
  const lawFirm = await db.customer.create({ data: { number: '10044', name: 'Kanzlei', language: 'de' } })
  await db.account.create({ data: { name: BAKER, customerId: bakery } })
  await db.account.create({ data: { name: LAWYER, customerId: lawFirm.id } })
  return { db, hosts, bakery, support: await givenPerson(db, 'mk', ['support']), baker: await customerOf(db, bakery) }
}

async function customerOf(db: Db, customerId: number): Promise<Actor> {
  const { id } = await db.user.create({ data: { email: `c${customerId}@desk.example`, name: 'Kundin', roles: ['customer'], customerId } })
  return { kind: 'customer', userId: id, customerId }
}

/** Agents that tell these mails whatever they are asked, as one would that knows nothing of accounts; the way to real agents is e2e/trace.spec.ts. */
function agentsTelling(mails: Record<string, TraceLine[]>) {
  const asked: { host: string; query: TraceQuery }[] = []
  async function* ask({ name }: { name: string }, query: TraceQuery): AsyncGenerator<TraceLine> {
    asked.push({ host: name, query })
    yield* mails[name] ?? []
    yield END
  }
  return { asked, ask }
}
const mail = (host: string, account: string | null, rest: Parameters<typeof traced>[0] = {}): TraceLine => ({ kind: 'message', message: traced({ account, sender: account ?? '', queueIds: [`4Xj${host}z1`], ...rest }) })

async function search(db: Db, actor: Actor, ask: ReturnType<typeof agentsTelling>['ask'], question = QUESTION): Promise<FoundLine[]> {
  const roles = actor.kind === 'customer' ? (['customer'] as const) : (['support'] as const)
  return allOf(traceMail({ db, now: NOON, actor }, { question, roles, deskSecret: SECRET, signal: new AbortController().signal, ask }))
}
async function allOf(lines: AsyncGenerator<FoundLine>): Promise<FoundLine[]> {
  const got: FoundLine[] = []
  for await (const line of lines) got.push(line)
  return got
}
const accountsIn = (lines: FoundLine[]) => lines.flatMap((line) => (line.kind === 'message' ? [line.message.account] : []))

test('support finds everybody’s mail, host by host, and is told when each was heard last', async () => {
  const { db, support } = await given()
  const agents = agentsTelling({ mx01: [mail('mx01', LAWYER)], mx02: [mail('mx02', null)] })
  const lines = await search(db, support, agents.ask)
  expect(lines[0]).toMatchObject({ kind: 'asking', hosts: [{ host: 'mx01', heardAt: NOON.toISOString() }, { host: 'mx02' }] })
  expect(accountsIn(lines).sort()).toEqual([LAWYER, null].sort())
  expect(lines.at(-1)).toEqual({ kind: 'end', isCut: false })
  expect(agents.asked.map(({ query }) => query.accounts)).toEqual([undefined, undefined])
  expect(agents.asked[0]?.query).toMatchObject({ messageId: QUESTION.needle, until: NOON.toISOString() })
})

// The agent filters; an agent that is older or wrong must not tell a customer of another's mail all the same.
test('a customer’s own accounts go into every query, and another’s mail is dropped whatever a host tells', async () => {
  const { db, baker } = await given()
  const agents = agentsTelling({ mx01: [mail('mx01', LAWYER), mail('mx01', BAKER)], mx02: [mail('mx02', LAWYER), mail('mx02', null)] })
  const lines = await search(db, baker, agents.ask)
  expect(agents.asked.map(({ query }) => query.accounts)).toEqual([[BAKER], [BAKER]])
  expect(accountsIn(lines)).toEqual([BAKER])
  expect(JSON.stringify(lines)).not.toContain(LAWYER)
  expect(JSON.stringify(lines)).not.toContain('mx01"')
})

test('another’s Message-ID, recipient, account or queue id answers as one that never was', async () => {
  const { db, baker } = await given()
  const knowing = agentsTelling({ mx01: [mail('mx01', LAWYER)] })
  const knowingNothing = agentsTelling({})
  const questions: TraceQuestion[] = [QUESTION, { ...QUESTION, kind: 'recipient', needle: 'anna@gmx.de' }, { ...QUESTION, kind: 'account', needle: LAWYER }, { ...QUESTION, kind: 'queue-id', needle: '4Xjmx01z1' }]
  for (const question of questions) {
    const [foreign, never] = [await search(db, baker, knowing.ask, question), await search(db, baker, knowingNothing.ask, question)]
    // Which of two hosts is done first is chance.
    expect(foreign.map((line) => JSON.stringify(line)).sort()).toEqual(never.map((line) => JSON.stringify(line)).sort())
  }
  expect(knowing.asked.map(({ query }) => query.accounts)).toEqual(Array.from({ length: 8 }, () => [BAKER]))
})

test('a customer without accounts has no host asked, and one with more than a query may name has several', async () => {
  const { db, bakery, baker } = await given()
  const agents = agentsTelling({})
  const nobody = await customerOf(db, (await db.customer.create({ data: { number: '1', name: 'Neu', language: 'de' } })).id)
  expect((await search(db, nobody, agents.ask)).at(-1)).toEqual({ kind: 'end', isCut: false })
  expect(agents.asked).toEqual([])

  await db.account.createMany({ data: Array.from({ length: 1500 }, (_, n) => ({ name: `a${n}@baeckerei.example`, customerId: bakery })) })
  await search(db, baker, agents.ask)
  expect(agents.asked.filter(({ host }) => host === 'mx01').map(({ query }) => query.accounts?.length)).toEqual([1000, 501])
})

test('whoever sees neither the desk nor mail of his own finds nothing, and no host is asked', async () => {
  const { db } = await given()
  const agents = agentsTelling({})
  const manager = await givenPerson(db, 'manager', ['manager'])
  const asking = allOf(traceMail({ db, now: NOON, actor: manager }, { question: QUESTION, roles: ['manager'], deskSecret: SECRET, signal: new AbortController().signal, ask: agents.ask }))
  await expect(asking).rejects.toMatchObject({ code: 'not-found' })
  expect(agents.asked).toEqual([])
})

test('the audit has who asked for what kind of thing; an address and a Message-ID only as a hash that a given one can be held to', async () => {
  const { db, support, baker } = await given()
  const { ask } = agentsTelling({})
  await search(db, support, ask)
  await search(db, support, ask, { ...QUESTION, kind: 'recipient', needle: 'Anna@gmx.de' })
  await search(db, support, ask, { ...QUESTION, kind: 'account', needle: BAKER })
  await search(db, baker, ask)
  const rows = await db.audit.findMany({ where: { action: 'trace mail' }, orderBy: { id: 'asc' } })
  expect(rows.map(({ actor, subject }) => [actor, subject])).toEqual([
    ['mk', `message-id #${hashOfNeedle('m1@kanzlei.example', SECRET)}`],
    ['mk', `recipient #${hashOfNeedle('anna@gmx.de', SECRET)}`],
    ['mk', `account ${BAKER}`],
    [expect.stringMatching(/^customer \d+$/), 'message-id'],
  ])
})

test('nothing of the mails that are found is kept in any table', async () => {
  const { db, support } = await given()
  await search(db, support, agentsTelling({ mx01: [mail('mx01', LAWYER, { sender: 'mark-5ab2f318@x.example', to: { 'mark-5ab2f318@y.example': 'delivered' } })] }).ask)
  const tables = await db.$queryRaw<{ tablename: string }[]>`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`
  for (const { tablename } of tables) {
    expect(await countRows(db, tablename, { holding: 'mark-5ab2f318' }), tablename).toBe(0)
  }
})

test('what the desk holds of a mail is told with it: the ticket, and that it lies in quarantine', async () => {
  const { db, hosts, support } = await given()
  await storeAgentEvents(workerAt(db, NOON), hosts[0]?.id ?? 0, eventPage(1, [lockMade(BAKER), taken(BAKER, '0190a1b2-0000-7000-8000-000000000001', [queuedMessage('4Xjmx01z1', BAKER)])]))
  const { number } = await db.ticket.findFirstOrThrow()
  const lines = await search(db, support, agentsTelling({ mx01: [mail('mx01', BAKER, { to: { 'x@dead.example': 'quarantined' }, steps: [step('12:00', 'quarantined')] })], mx02: [mail('mx02', 'stranger@x.example')] }).ask)
  const known = lines.flatMap((line) => (line.kind === 'message' ? [[line.message.host, line.message.known]] : []))
  expect(Object.fromEntries(known)).toEqual({ mx01: { account: true, ticket: number, isQuarantined: true }, mx02: { account: false, ticket: null, isQuarantined: false } })
})

test('a host that does not answer is told by name with why, whether it was heard or not; one that left service is not asked', async () => {
  const { db, support } = await given()
  await db.host.update({ where: { name: 'mx01' }, data: { lastReadAt: minutesAfterNoon(-9) } })
  await db.host.create({ data: { name: 'old', kind: 'qmail', agentUrl: 'https://127.0.0.1:1/old', joinedAt: NOON, revokedAt: NOON } })
  const agents = agentsTelling({})
  async function* ask(host: { name: string }, query: TraceQuery): AsyncGenerator<TraceLine> {
    if (host.name === 'mx01') throw new AgentCallError('unreachable', 'away')
    yield* agents.ask(host, query)
  }
  const lines = await search(db, support, ask)
  expect(lines[0]).toMatchObject({ hosts: [{ host: 'mx01', heardAt: minutesAfterNoon(-9).toISOString() }, { host: 'mx02' }] })
  expect(lines.filter(({ kind }) => kind === 'host')).toEqual(expect.arrayContaining([expect.objectContaining({ host: 'mx01', outcome: 'unreachable' }), expect.objectContaining({ host: 'mx02', outcome: 'answered' })]))
})

test('an answer ends at its bound and says so; a mail told again counts once', async () => {
  const { db, support } = await given()
  const again = Array.from({ length: 700 }, () => mail('mx01', LAWYER))
  expect((await search(db, support, agentsTelling({ mx01: again }).ask)).at(-1)).toEqual({ kind: 'end', isCut: false })
  const many = Array.from({ length: 700 }, (_, n) => mail('mx01', LAWYER, { queueIds: [`4Xj${n}Qz1`] }))
  const lines = await search(db, support, agentsTelling({ mx01: many }).ask)
  expect(lines.at(-1)).toEqual({ kind: 'end', isCut: true })
  expect(accountsIn(lines)).toHaveLength(500)
})

const GIVEN_ON = step('14:05:02', 'delivered', { recipient: 'anna@gmx.de', host: 'mx02.muster.example[192.0.2.2]:25', reply: '250 2.0.0 Ok: queued as 4XjmxBBz2' })

/** mx02 has 192.0.2.2 and goes on with the mail, under another id and nobody's account. */
async function givenHandover(part: Parameters<typeof traced>[0] = {}) {
  const world = await given()
  await world.db.hostIp.create({ data: { hostId: world.hosts[1]?.id ?? 0, ip: '192.0.2.2' } })
  const goesOn = mail('mx02', null, { queueIds: ['4XjmxBBz2'], steps: [step('14:05:03', 'accepted'), step('14:06', 'deferred', { recipient: 'anna@gmx.de', reply: '450 later' })], to: { 'anna@gmx.de': 'queued' }, ...part })
  const asked: string[] = []
  async function* ask({ name }: { name: string }, query: TraceQuery): AsyncGenerator<TraceLine> {
    asked.push(`${name} ${query.queueId ?? '-'}`)
    if (name === 'mx01') yield mail('mx01', BAKER, { steps: [step('14:05', 'accepted'), GIVEN_ON] })
    if (name === 'mx02' && query.queueId === '4XjmxBBz2') yield goesOn
    yield END
  }
  return { ...world, ask, asked }
}
const partsIn = (lines: FoundLine[]) => lines.flatMap((line) => (line.kind === 'message' ? [line.message] : []))

test('a mail that was handed to another host of ours is followed there, for support and for its sender', async () => {
  const { db, support, baker, ask } = await givenHandover()
  for (const who of [support, baker]) {
    const [first, second] = partsIn(await search(db, who, ask))
    expect(first).toMatchObject({ account: BAKER })
    expect(second).toMatchObject({ queueIds: ['4XjmxBBz2'], fate: 'queued', recipients: [{ address: 'anna@gmx.de', fate: 'queued' }] })
  }
})

test('where a forward on the next host leads its sender is not told; what became of it he is', async () => {
  const forwarded = { to: { 'secret@elsewhere.example': 'bounced' as const }, steps: [step('14:05:03', 'accepted'), step('14:06', 'bounced', { recipient: 'secret@elsewhere.example', reply: '550 <secret@elsewhere.example> unknown' })] }
  const { db, support, baker, ask } = await givenHandover(forwarded)
  const own = partsIn(await search(db, baker, ask))
  expect(JSON.stringify(own)).not.toContain('secret')
  expect(own[1]?.recipients).toEqual([{ address: 'anna@gmx.de', fate: 'bounced' }])
  expect(JSON.stringify(partsIn(await search(db, support, ask)))).toContain('secret@elsewhere.example')
})

// A stranger's server can name any id in its reply; only the address of a host of ours leads into our logs.
test('a stranger’s reply that names an id of ours leads nowhere, and neither does another Message-ID', async () => {
  const stranger = await givenHandover()
  await stranger.db.hostIp.updateMany({ data: { ip: '192.0.2.99' } })
  expect(partsIn(await search(stranger.db, stranger.baker, stranger.ask))).toHaveLength(1)
  expect(stranger.asked).not.toContain('mx02 4XjmxBBz2')

  const other = await givenHandover({ messageId: 'another@x.example' })
  const [only, ...more] = partsIn(await search(other.db, other.baker, other.ask))
  expect(more).toEqual([])
  expect(only?.recipients).toEqual([{ address: 'anna@gmx.de', fate: 'unknown' }])
})

test('a mail that cannot be followed to its end is unknown, not delivered', async () => {
  const { db, support, ask } = await givenHandover()
  async function* silent(host: { name: string }, query: TraceQuery): AsyncGenerator<TraceLine> {
    if (host.name === 'mx02') throw new AgentCallError('unreachable', 'away')
    yield* ask(host, query)
  }
  expect(partsIn(await search(db, support, silent))).toMatchObject([{ host: 'mx01', fate: 'unknown' }])
})

test('a host that is busy is asked again', async () => {
  const { db, support } = await given()
  const agents = agentsTelling({ mx01: [mail('mx01', LAWYER)] })
  let refusals = 0
  async function* busy(host: { name: string }, query: TraceQuery): AsyncGenerator<TraceLine> {
    if (host.name === 'mx01' && refusals++ === 0) throw new AgentCallError('busy', '2 searches run already')
    yield* agents.ask(host, query)
  }
  const lines = await search(db, support, busy)
  expect(accountsIn(lines)).toEqual([LAWYER])
  expect(lines.filter((line) => line.kind === 'host' && line.outcome === 'answered')).toHaveLength(2)
})
