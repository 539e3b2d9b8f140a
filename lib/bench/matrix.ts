import path from 'node:path'
import { parseArgs } from 'node:util'
import { addUser } from '../cases/add-user.ts'
import { table } from '../cli/table.ts'
import { closeDb, openDb } from '../db.ts'
import { BUILT, buildAll, isBuilt } from '../setup/build.ts'
import type { EmbeddedPostgres } from '../setup/embedded-postgres.ts'
import { freePort } from '../setup/free-port.ts'
import { generate } from '../setup/generate.ts'
import { migrate } from '../setup/migrate.ts'
import { waitForAnswer } from '../setup/wait-for-answer.ts'
import { fillHistory, moveHostsOn, receiverIds, type Size } from './matrix/fill-history.ts'
import { measureIngest, type IngestCost } from './matrix/measure-ingest.ts'
import { measurePages, signIn, type PageCost } from './matrix/measure-pages.ts'
import { startProgram, type Started } from './matrix/start-program.ts'
import { onDatabase } from './on-database.ts'

const USAGE = `npm run bench -- matrix [--hosts N] [--receivers N] [--mails N] [--days N] [--samples N] [--domains N] [--times N] [--seconds N] [--skip-ingest]
                       [--as-built]

Fills a database of its own with the delivery history of N hosts (1,000; 40 receivers, 30 days, 5,000,000 samples of
replies), 20,000 mails a day and host, and measures on it, with the programs that are delivered:
  pages    milliseconds until the last byte from the built web process, --times requests each (60), one after the other
  ingest   processor time of one worker that takes in every host's cells every 10 s over TLS, for --seconds (60)
  stream   from a cell told to the event on an open page's stream
and that no attempt is counted twice or lost. --hosts 50 --samples 20000 takes seconds. Exit code 1: a goal is missed.
--as-built takes the programs as the last build left them.
`
const root = path.resolve(import.meta.dirname, '../..')
const OVERVIEW_MS = 100
const PAGE_MS = 150
const WORKER_CORES = 0.6
const STREAM_MS = 3000
const EVERY_MS = 10_000
const PASSWORD = 'a password for this benchmark only'
const SECRETS = { RELAYWARD_SECRET: 'b'.repeat(40), NEXTAUTH_SECRET: 'c'.repeat(40) }
const EMAIL = 'lena@desk.example'

/** What was started is ended with the database, also when somebody breaks the benchmark off. */
const started: Started[] = []

/** `npm run bench -- matrix` */
export async function run(args: string[]): Promise<number> {
  const number = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { hosts: number, receivers: number, mails: number, days: number, samples: number, domains: number, times: number, seconds: number, 'skip-ingest': { type: 'boolean' }, 'as-built': { type: 'boolean' }, help: { type: 'boolean' } } })
  const size: Size = {
    hosts: Number(values.hosts ?? 1000), receivers: Number(values.receivers ?? 40), mails: Number(values.mails ?? 20_000),
    days: Number(values.days ?? 30), samples: Number(values.samples ?? 5_000_000), domains: Number(values.domains ?? 20),
  }
  const [times, seconds] = [Number(values.times ?? 60), Number(values.seconds ?? 60)]
  if (values.help || ![...Object.values(size), times, seconds].every((value) => value >= 1)) {
    process[values.help ? 'stdout' : 'stderr'].write(USAGE)
    return values.help ? 0 : 2
  }
  await generate(root)
  if (!values['as-built'] && !(await isBuilt(root))) {
    say('Building the pages and the program …\n')
    await buildAll(root)
  }
  return onDatabase(root, 'matrix', started, async (server) => {
    await migrate(server.url, path.join(root, 'prisma/migrations'))
    return measure(server, size, { times, seconds, isIngestSkipped: values['skip-ingest'] ?? false })
  })
}

async function measure(server: EmbeddedPostgres, size: Size, { times, seconds, isIngestSkipped }: { times: number; seconds: number; isIngestSkipped: boolean }): Promise<number> {
  const db = openDb(server.url)
  try {
    const begun = performance.now()
    const rows = await fillHistory(db, server.url, size, new Date())
    say(`filled in ${Math.round((performance.now() - begun) / 1000)} s\n${table([Object.fromEntries(Object.entries(rows).map(([name, count]) => [name, count.toLocaleString('en')]))])}\n`)
    await addUser({ db, now: new Date(), actor: { kind: 'shell', login: 'bench' } }, { email: EMAIL, name: 'Lena', roles: ['support'] }, { password: PASSWORD })

    const port = await freePort()
    const url = `http://localhost:${port}`
    const env = { ...SECRETS, DATABASE_URL: server.url, NEXTAUTH_URL: url, RELAYWARD_URL: url, LOG_LEVEL: 'warn', RELAYWARD_RESOLVERS: 'none' }
    started.push(startProgram([path.join(root, BUILT.web)], { ...env, PORT: String(port), HOSTNAME: '127.0.0.1' }))
    await waitForAnswer(`http://127.0.0.1:${port}/api/health`, 60_000, () => undefined)
    const cookie = await signIn(url, EMAIL, PASSWORD)
    const costs = await measurePages(url, cookie, pagesOf(size), times, { web: started[0]?.pid ?? 0, postmaster: server.pid }, () => moveHostsOn(db, new Date()))
    const isMet = [reportPages(costs)]

    if (!isIngestSkipped) {
      say('ingest: one worker, every host tells all its cells every 10 s\n')
      const startWorker = async () => {
        const worker = startProgram([path.join(root, BUILT.program), 'worker'], env)
        started.push(worker)
        return worker.pid
      }
      const cost = await measureIngest({ db, secret: SECRETS.RELAYWARD_SECRET, url, cookie, postmaster: server.pid, receivers: receiverIds(size), everyMs: EVERY_MS, seconds, startWorker }, say)
      isMet.push(reportIngest(cost))
    }
    return isMet.every(Boolean) ? 0 : 1
  } finally {
    await closeDb(db)
  }
}

function pagesOf(size: Size): { page: string; path: string; aim: number }[] {
  const [receiver = ''] = receiverIds(size)
  const matrix = '/support/deliverability'
  const pair = `host=mx${String(Math.min(50, size.hosts)).padStart(4, '0')}&receiver=${receiver}`
  return [
    { page: 'Now', path: '/support', aim: OVERVIEW_MS },
    { page: 'matrix, 60 min', path: matrix, aim: OVERVIEW_MS },
    { page: 'matrix, 24 h', path: `${matrix}?period=24h`, aim: OVERVIEW_MS },
    { page: 'matrix, 7 days', path: `${matrix}?period=7d`, aim: OVERVIEW_MS },
    { page: 'matrix, a site whole', path: `${matrix}?whole=Berlin`, aim: PAGE_MS },
    { page: 'matrix, a host looked for', path: `${matrix}?q=mx00`, aim: PAGE_MS },
    { page: 'pair, 60 min', path: `${matrix}?${pair}`, aim: PAGE_MS },
    { page: 'pair, 7 days', path: `${matrix}?period=7d&${pair}`, aim: PAGE_MS },
    { page: 'receivers', path: '/support/receivers', aim: PAGE_MS },
    { page: 'receiver, 24 h', path: `/support/receivers/${receiver}?period=24h`, aim: PAGE_MS },
    { page: 'receiver, 30 days', path: `/support/receivers/${receiver}?period=30d`, aim: PAGE_MS },
    { page: 'hosts', path: '/support/hosts', aim: PAGE_MS },
    { page: 'host', path: '/support/hosts/mx0007', aim: PAGE_MS },
    { page: 'accounts', path: '/support/accounts', aim: PAGE_MS },
    { page: 'incidents', path: '/support/incidents', aim: PAGE_MS },
  ]
}

function reportPages(costs: PageCost[]): boolean {
  say(`pages: milliseconds at the server\n${table(costs.map(({ page, p50, p95, webCpu, databaseCpu, kilobytes, aim }) => ({ page, p50: p50.toFixed(0), p95: p95.toFixed(0), 'web CPU': webCpu.toFixed(0), 'database CPU': databaseCpu.toFixed(0), kB: kilobytes, aim: `≤ ${aim}`, met: p95 <= aim ? 'yes' : 'NO' })))}\n`)
  return costs.every(({ p95, aim }) => p95 <= aim)
}

function reportIngest({ hosts, tellingsPerSecond, cellsPerSecond, workerCores, databaseCores, agentsCores, wrong, toStream }: IngestCost): boolean {
  say(table([{
    hosts, 'tellings/s': tellingsPerSecond.toFixed(1), 'cells/s': cellsPerSecond.toFixed(0), 'worker cores': workerCores.toFixed(2), 'ms a telling': (1000 * workerCores / tellingsPerSecond).toFixed(1), 'database cores': databaseCores.toFixed(2), 'ms each': (1000 * databaseCores / tellingsPerSecond).toFixed(1), 'faked agents cores': agentsCores.toFixed(2),
  }]))
  const expected = hosts / (EVERY_MS / 1000)
  const goals = [
    { goal: 'worker, cores', wanted: `≤ ${WORKER_CORES}`, got: workerCores.toFixed(2), isMet: workerCores <= WORKER_CORES },
    { goal: 'tellings stored per second', wanted: `≥ ${(0.95 * expected).toFixed(1)}`, got: tellingsPerSecond.toFixed(1), isMet: tellingsPerSecond >= 0.95 * expected },
    { goal: 'attempts counted wrongly', wanted: '0', got: String(wrong), isMet: wrong === 0 },
    { goal: 'told to stream, p95 ms', wanted: `≤ ${STREAM_MS}`, got: `${toStream.p95} (p50 ${toStream.p50}, ${toStream.count} looked at)`, isMet: toStream.p95 <= STREAM_MS },
  ]
  say(`\n${table(goals.map(({ isMet, ...goal }) => ({ ...goal, met: isMet ? 'yes' : 'NO' })))}`)
  return goals.every(({ isMet }) => isMet)
}

function say(words: string): void {
  process.stdout.write(words)
}
