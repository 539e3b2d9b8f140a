import type { ChildProcess } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import type { Db } from '../../db.ts'
import { percentile } from '../percentile.ts'
import { cpuSeconds, cpuSecondsOfTree } from './cpu-of.ts'
import type { FakeWord } from './fake-agents.ts'
import { followStream } from './follow-stream.ts'
import { startAgents } from './start-agents.ts'

export type IngestRig = { db: Db; secret: string; url: string; cookie: string; postmaster: number; receivers: string[]; everyMs: number; seconds: number; startWorker: () => Promise<number> }
export type IngestCost = {
  hosts: number; tellingsPerSecond: number; cellsPerSecond: number; workerCores: number; databaseCores: number; agentsCores: number
  wrong: number; toStream: { p50: number; p95: number; count: number }
}

/** Lets one real worker take in what the faked agents tell, and holds what is in the database to what was told. */
export async function measureIngest(rig: IngestRig, say: (words: string) => void): Promise<IngestCost> {
  const agents = await startAgents(rig)
  try {
    const today = new Date(new Date().setUTCHours(0, 0, 0, 0))
    const before = await attemptsStored(rig.db, today)
    const pid = await rig.startWorker()
    say('  waiting until every host has told something …\n')
    await untilAllHeard(rig)
    await untilSteady(agents)
    const stream = await followStream(rig.url, rig.cookie)
    const sent = collectSent(agents.child)
    const begin = { at: performance.now(), worker: cpuSeconds(pid), database: cpuSecondsOfTree(rig.postmaster), agents: cpuSeconds(agents.child.pid ?? 0), told: await agents.told() }
    const seen = await sampleArrivals(rig, sent)
    const seconds = (performance.now() - begin.at) / 1000
    const told = await agents.told()
    const stored = told.tellings - told.untold - (begin.told.tellings - begin.told.untold)
    const cost = {
      workerCores: (cpuSeconds(pid) - begin.worker) / seconds, databaseCores: (cpuSecondsOfTree(rig.postmaster) - begin.database) / seconds,
      agentsCores: (cpuSeconds(agents.child.pid ?? 0) - begin.agents) / seconds,
      tellingsPerSecond: stored / seconds, cellsPerSecond: (told.cells - begin.told.cells) / seconds,
    }
    await wait(3000)
    stream.close()
    const late = seen.map(({ sentAt, storedAt }) => (stream.heard.find((at) => at >= storedAt) ?? Number.POSITIVE_INFINITY) - sentAt)
    await agents.drain()
    const after = await attemptsStored(rig.db, today)
    const { attempts } = await agents.told()
    return { hosts: agents.hosts, ...cost, wrong: Math.max(...after.map((sum, n) => Math.abs(sum - (before[n] ?? 0) - attempts))), toStream: { p50: percentile(late, 50), p95: percentile(late, 95), count: late.length } }
  } finally {
    agents.end()
  }
}

/** Attempts in hours and in days, from the day on which the measuring began: midnight may lie within it. */
async function attemptsStored(db: Db, today: Date): Promise<number[]> {
  const [row] = await db.$queryRaw<{ hours: bigint; days: bigint }[]>`
    SELECT (SELECT sum(count) FROM "DeliveryHour" WHERE hour >= ${today}) AS hours, (SELECT sum(count) FROM "DeliveryDay" WHERE day >= ${today}::date) AS days`
  return [Number(row?.hours ?? 0), Number(row?.days ?? 0)]
}

const HEARD_WITHIN_MS = 300_000

async function untilAllHeard({ db }: IngestRig): Promise<void> {
  const until = performance.now() + HEARD_WITHIN_MS
  for (;;) {
    const left = await db.host.count({ where: { revokedAt: null, lastEventSeq: { lt: 2 } } })
    if (left === 0) return
    if (performance.now() > until) throw new Error(`${left} hosts were not heard within ${HEARD_WITHIN_MS / 1000} s`)
    await wait(500)
  }
}

const STEADY_WITHIN_MS = 60_000
/** So small a part of the hosts waits while a worker keeps up. */
const WAITING_SHARE = 0.02

/** What the hosts had to tell while the worker began is behind it; one that never gets there is measured as it is. */
async function untilSteady(agents: { hosts: number; told: () => Promise<{ untold: number }> }): Promise<void> {
  const until = performance.now() + STEADY_WITHIN_MS
  while (performance.now() < until && (await agents.told()).untold > agents.hosts * WAITING_SHARE) await wait(500)
}

type Sent = { host: string; seq: number; at: number }

function collectSent(child: ChildProcess): Sent[] {
  const sent: Sent[] = []
  child.on('message', (word: FakeWord) => {
    if (word.kind === 'sent') sent.push(word)
  })
  return sent
}

/** Every second picks the newest telling and looks when it is in the database. */
async function sampleArrivals({ db, seconds }: IngestRig, sent: Sent[]): Promise<{ sentAt: number; storedAt: number }[]> {
  const seen: { sentAt: number; storedAt: number }[] = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    await wait(1000)
    const last = sent.at(-1)
    sent.length = 0
    if (!last) continue
    while (performance.now() < until + 10_000) {
      const { lastEventSeq } = await db.host.findUniqueOrThrow({ where: { name: last.host }, select: { lastEventSeq: true } })
      if (Number(lastEventSeq) >= last.seq) break
      await wait(10)
    }
    seen.push({ sentAt: last.at, storedAt: Date.now() })
  }
  return seen
}
