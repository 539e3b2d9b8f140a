import type { Doing } from '../../audit/doing.ts'
import { Pacer } from '../../blocklists/pacer.ts'
import { readSweepPlan } from '../../blocklists/sweep-plan.ts'
import { askLists } from '../../cases/ask-lists.ts'
import { endListings } from '../../cases/end-listings.ts'
import type { Db } from '../../db.ts'
import type { ResolverAddress } from '../../dns/resolver-address.ts'
import { readWorkerEnv } from '../../env/worker.ts'
import { findIdentity } from '../../hosts/host-identity-records.ts'
import { openDeskKeys } from '../../hosts/open-desk-keys.ts'
import { openLog } from '../../log.ts'
import { carryOrders } from '../../worker/carry-orders.ts'
import { pollEvents, readHost, sendStandingOrders, type HostWork } from '../../worker/host-steps.ts'
import { endBlocks } from '../../worker/jobs/end-blocks.ts'
import { expireQuarantine } from '../../worker/jobs/expire-quarantine.ts'
import { remindCustomers } from '../../worker/jobs/remind-customers.ts'
import { remindRequests } from '../../worker/jobs/remind-requests.ts'
import { sealAuditRows } from '../../worker/jobs/seal-audit-rows.ts'
import { sendQueuedNotices } from '../../worker/jobs/send-queued-notices.ts'
import { doingOf, type WorkerContext } from '../../worker/worker-context.ts'
import type { MovedClock } from './moved-clock.ts'
import type { PastHost } from './past-host.ts'

/** The desk as it was: its worker's own steps and jobs, by a moved clock. */
export type PastDesk = {
  db: Db
  secret: string
  clock: MovedClock
  hosts: Map<string, PastHost>
  host(name: string): PastHost
  /** A worker's round with every host but those that are silent: events in, orders out, and what follows from them. */
  round(): Promise<void>
  /** Just what hosts have to tell. */
  listen(): Promise<void>
  /** Looks at every host but the silent ones, as a worker does all the time. */
  look(): Promise<void>
  /** What a worker does once in a while: reminders, mail whose time is up, sealing. */
  jobs(): Promise<void>
  sendNotices(): Promise<void>
  /** Asks all lists about everything, as a worker does in the course of ten minutes. */
  askLists(): Promise<void>
  /** Who is not heard from now on. */
  silent: Set<string>
  worker(): Doing
}

export type PastDeskOptions = { db: Db; databaseUrl: string; secret: string; url: string; clock: MovedClock; hosts: PastHost[]; mailServer: { host: string; port: number }; resolvers: ResolverAddress[] }

/** The lists of the demo are on this machine. */
const LISTS_TIMEOUT_MS = 800

export function openPastDesk({ db, databaseUrl, secret, url, clock, hosts, mailServer, resolvers }: PastDeskOptions): PastDesk {
  const env = readWorkerEnv({
    DATABASE_URL: databaseUrl, RELAYWARD_SECRET: secret, RELAYWARD_URL: url, LOG_LEVEL: 'silent', RELAYWARD_WORKER_NAME: 'demo', RELAYWARD_RESOLVERS: 'none',
    SMTP_HOST: mailServer.host, SMTP_PORT: String(mailServer.port),
  })
  const context: WorkerContext = {
    db, env, log: openLog('demo', 'silent'), holder: 'demo', now: clock.now, random: () => 0.5, startedAt: clock.now(), keys: () => openDeskKeys(db, secret, new Date()), inTurn: (work) => work(), deliveriesTold: () => undefined,
  }
  const named = new Map(hosts.map((host) => [host.name, host]))
  const silent = new Set<string>()
  const signal = new AbortController().signal
  const onEach = async (work: (host: PastHost, work: HostWork) => Promise<void>) => {
    await Promise.all(hosts.filter((host) => !silent.has(host.name)).map(async (host) => work(host, { context, hostId: await idOf(db, host.name), client: host.client })))
  }
  const listen = () => onEach((host, work) => hear(host, work, signal))

  return {
    db, secret, clock, hosts: named, silent, listen,
    host: (name) => mustBe(named.get(name), name),
    round: async () => {
      await listen()
      await onEach(async (host, work) => {
        await sendStandingOrders(work)
        while ((await carryOrders(work, signal)) === 'again');
        await hear(host, work, signal)
      })
    },
    look: () => onEach(async (_host, work) => void (await readHost(work))),
    jobs: async () => {
      await remindCustomers(context, signal)
      await remindRequests(context, signal)
      await expireQuarantine(context, signal)
      await endBlocks(context)
      await endListings(doingOf(context))
      await sealAuditRows(context, signal)
    },
    sendNotices: () => sendQueuedNotices(context, signal),
    askLists: async () => {
      const plan = await readSweepPlan(db, { deskSecret: secret, resolvers: [] })
      // Lists that allow a few questions in a second would hold the story up; the worker asks them once it runs.
      const lists = plan.lists.flatMap(({ list }) => (list.limits.perSecond === undefined ? [list] : []))
      await askLists({ db, plan: { ...plan, resolvers }, pacer: new Pacer(), now: clock.now, timeoutMs: LISTS_TIMEOUT_MS, signal }, { targets: [...plan.targets.values()], lists })
    },
    worker: () => ({ db, now: clock.now(), actor: { kind: 'worker' } }),
  }
}

/** Everything the host's agent has to tell, page by page. */
async function hear(host: PastHost, work: HostWork, signal: AbortSignal): Promise<void> {
  await host.settle()
  while (host.hasNews()) await pollEvents(work, signal)
}

const ids = new WeakMap<Db, Map<string, number>>()

async function idOf(db: Db, name: string): Promise<number> {
  const known = ids.get(db) ?? new Map<string, number>()
  ids.set(db, known)
  const id = known.get(name) ?? mustBe(await findIdentity(db, { name }), name).id
  known.set(name, id)
  return id
}

function mustBe<T>(found: T | null | undefined, name: string): T {
  if (found === null || found === undefined) throw new Error(`the demo has no host ${name}`)
  return found
}
