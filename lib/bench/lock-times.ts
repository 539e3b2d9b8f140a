import { appendFileSync } from 'node:fs'
import type { Limits } from '../protocol/limits.ts'
import type { BenchHost } from './trace-hosts.ts'

const UNDELIVERABLE_MAX = 3
const LIMITS: Limits = {
  windowSeconds: 600, undeliverableMax: UNDELIVERABLE_MAX, recipientsMax: 300, habitFactor: 10, unknownMax: 50, unknownShareMin: 0.3, networksMax: 20, messagesMax: null,
}
const SEARCHES = 2
const PAUSE_MS = 100

export type LockTimes = Record<'without a search' | 'while searches run', number[]>

/** From the line that crosses a limit to the lock that the desk is told of, with and without searches on that agent. */
export async function measureLockTimes(host: BenchHost, times: number, span: { since: string; until: string }): Promise<LockTimes> {
  await host.client.putStanding([{ kind: 'limits', key: '*', version: 1, data: { limits: LIMITS } }])
  const quiet = await lockOften(host, 'quiet', times)
  const stopping = new AbortController()
  const searches = Array.from({ length: SEARCHES }, () => searchOn(host, span, stopping.signal))
  const busy = await lockOften(host, 'busy', times)
  stopping.abort()
  await Promise.all(searches)
  return { 'without a search': quiet, 'while searches run': busy }
}

/** Questions that read the whole log and find nothing, one after the other. */
async function searchOn({ client }: BenchHost, span: { since: string; until: string }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for await (const _ of client.trace({ recipient: 'nobody@nowhere.example', ...span, messagesMax: 50 })) if (signal.aborted) break
  }
}

async function lockOften(host: BenchHost, name: string, times: number): Promise<number[]> {
  const taken: number[] = []
  const reading = { after: 0, journal: null as string | null }
  for (let each = 0; each < times; each++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    await readOn(host, reading, 0)
    taken.push(await lockOnce(host, `${name}${each}-${Date.now()}@burst.example`, reading))
  }
  return taken
}

type Reading = { after: number; journal: string | null }

/** What has happened since the last reading, as the desk reads it. */
async function readOn({ client }: BenchHost, reading: Reading, waitSeconds: number) {
  const page = await client.readEvents(reading.after, reading.journal, waitSeconds)
  reading.after = page.events.at(-1)?.seq ?? reading.after
  reading.journal = page.journal
  return page.events
}

async function lockOnce(host: BenchHost, account: string, reading: Reading): Promise<number> {
  const lines = Array.from({ length: UNDELIVERABLE_MAX + 1 }, (_, number) => mailOf(account, `${Date.now().toString(16).toUpperCase()}${number}`)).join('')
  const begun = performance.now()
  appendFileSync(host.log, lines)
  for (;;) {
    const events = await readOn(host, reading, 10)
    if (events.some(({ body }) => body.kind === 'lock-made' && body.account === account)) return performance.now() - begun
    if (performance.now() - begun > 60_000) throw new Error('no lock was made within a minute')
  }
}

function mailOf(account: string, id: string): string {
  const stamp = `${new Date().toISOString()} mx07 postfix`
  return [
    `${stamp}/submission/smtpd[1]: ${id}: client=pc[192.0.2.1], sasl_method=PLAIN, sasl_username=${account}`,
    `${stamp}/qmgr[2]: ${id}: from=<${account}>, size=500, nrcpt=1 (queue active)`,
    `${stamp}/smtp[3]: ${id}: to=<x@dead.example>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to dead.example[192.0.2.7]:25: Connection timed out)`,
    '',
  ].join('\n')
}
