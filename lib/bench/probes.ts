import path from 'node:path'
import { parseArgs } from 'node:util'
import { addUser } from '../cases/add-user.ts'
import { storeProbe } from '../cases/store-probe.ts'
import { table } from '../cli/table.ts'
import { closeDb, openDb, type Db } from '../db.ts'
import { freshForMs, WORKER } from '../probes/host-check.ts'
import { failed, passed } from '../probes/make-check.ts'
import { PROBED_PORTS } from '../probes/probe-places.ts'
import { applies, roleOf, tlsModeOf } from '../probes/probe.ts'
import { CHECK_IDS, type CheckId, type HostProbe } from '../protocol/probes.ts'
import { BUILT, buildAll, isBuilt } from '../setup/build.ts'
import type { EmbeddedPostgres } from '../setup/embedded-postgres.ts'
import { freePort } from '../setup/free-port.ts'
import { generate } from '../setup/generate.ts'
import { migrate } from '../setup/migrate.ts'
import { waitForAnswer } from '../setup/wait-for-answer.ts'
import { measurePages, signIn } from './matrix/measure-pages.ts'
import { startProgram, type Started } from './matrix/start-program.ts'
import { onDatabase } from './on-database.ts'

const USAGE = `npm run bench -- probes [--hosts N] [--times N] [--as-built]

Fills a database of its own with two looks (the desk's and another host's) at N hosts (200), on two addresses and three
ports each, by the case that stores them, and measures the pages that show them: milliseconds until the last byte from the
built web process, --times requests each (60), one after the other. Exit code 1: a goal is missed.
--as-built takes the pages as the last build left them.
`
const root = path.resolve(import.meta.dirname, '../..')
const PAGE_MS = 150
const PASSWORD = 'a password for this benchmark only'
const SECRETS = { RELAYWARD_SECRET: 'b'.repeat(40), NEXTAUTH_SECRET: 'c'.repeat(40) }
const EMAIL = 'lena@desk.example'
/** What was started is ended with the database. */
const started: Started[] = []
const KINDS = ['postfix', 'qmail', 'exim']
const LINES = ['C: EHLO [192.0.2.1]', 'S: 250-host.provider.example', 'S: 250-PIPELINING', 'S: 250-SIZE 52428800', 'S: 250-8BITMIME', 'S: 250 STARTTLS']

/** `npm run bench -- probes` */
export async function run(args: string[]): Promise<number> {
  const number = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { hosts: number, times: number, 'as-built': { type: 'boolean' }, help: { type: 'boolean' } } })
  const [hosts, times] = [Number(values.hosts ?? 200), Number(values.times ?? 60)]
  if (values.help || !(hosts >= 1) || !(times >= 1)) {
    process[values.help ? 'stdout' : 'stderr'].write(USAGE)
    return values.help ? 0 : 2
  }
  await generate(root)
  if (!values['as-built'] && !(await isBuilt(root))) await buildAll(root)
  return onDatabase(root, 'probes', started, (server) => measure(server, hosts, times))
}

async function measure(server: EmbeddedPostgres, hosts: number, times: number): Promise<number> {
  const db = openDb(server.url)
  try {
    await migrate(server.url, path.join(root, 'prisma/migrations'))
    const filled = await fill(db, hosts, new Date())
    say(`${hosts} hosts, ${filled.checks.toLocaleString('en')} checks; a look stored in ${filled.msEach.toFixed(0)} ms\n`)
    await addUser({ db, now: new Date(), actor: { kind: 'shell', login: 'bench' } }, { email: EMAIL, name: 'Lena', roles: ['support'] }, { password: PASSWORD })
    const port = await freePort()
    const url = `http://localhost:${port}`
    const web = startProgram([path.join(root, BUILT.web)], { ...SECRETS, DATABASE_URL: server.url, NEXTAUTH_URL: url, RELAYWARD_URL: url, LOG_LEVEL: 'warn', PORT: String(port), HOSTNAME: '127.0.0.1' })
    started.push(web)
    await waitForAnswer(`http://127.0.0.1:${port}/api/health`, 60_000, () => undefined)
    const costs = await measurePages(url, await signIn(url, EMAIL, PASSWORD), PAGES, times, { web: web.pid, postmaster: server.pid })
    say(table(costs.map(({ page, p50, p95, webCpu, databaseCpu, kilobytes, aim }) => ({ page, p50: p50.toFixed(0), p95: p95.toFixed(0), 'web CPU': webCpu.toFixed(0), 'database CPU': databaseCpu.toFixed(0), kB: kilobytes, aim: `≤ ${aim}`, met: p95 <= aim ? 'yes' : 'NO' }))))
    return costs.every(({ p95, aim }) => p95 <= aim) ? 0 : 1
  } finally {
    await closeDb(db)
  }
}

const PAGES = [
  { page: 'probes', path: '/support/probes', aim: PAGE_MS },
  { page: 'probes, a kind whole', path: '/support/probes?whole=postfix', aim: PAGE_MS },
  { page: 'probes, port 465', path: '/support/probes?view=465', aim: PAGE_MS },
  { page: 'probes, with a check', path: '/support/probes?host=mx0003&check=starttls-not-last', aim: PAGE_MS },
  { page: 'host', path: '/support/hosts/mx0003', aim: PAGE_MS },
  { page: 'Now', path: '/support', aim: PAGE_MS },
]

async function fill(db: Db, count: number, now: Date): Promise<{ checks: number; msEach: number }> {
  await db.$executeRaw`
    INSERT INTO "Host" (name, kind, site, "mtaVersion", "agentUrl", "joinedAt", "lastReadAt", "probedAt", "createdAt")
    SELECT 'mx' || lpad(n::text, 4, '0'), (${KINDS}::text[])[1 + n % 3], (ARRAY['Nürnberg', 'Frankfurt', 'Berlin'])[1 + n % 3], 'version ' || n % 4, 'https://127.0.0.1:1', ${now}, ${now}, ${now}, ${now}
    FROM generate_series(1, ${count}::int) n`
  const hosts = await db.host.findMany({ select: { id: true, name: true, kind: true }, orderBy: { id: 'asc' } })
  const begun = performance.now()
  for (const [n, host] of hosts.entries()) {
    for (const from of [WORKER, hosts[(n + 1) % hosts.length]?.name ?? WORKER]) {
      await storeProbe({ db, now, actor: { kind: 'worker' } }, host, { from, probe: probeOf(n, now), freshMs: freshForMs(900_000) })
    }
  }
  return { checks: await db.hostCheck.count(), msEach: (performance.now() - begun) / (2 * hosts.length) }
}

/** One host in five fails something. */
function probeOf(n: number, now: Date): HostProbe {
  const isWrong = (id: CheckId) => n % 5 === 2 && (id === 'starttls-not-last' || (n % 10 === 2 && id === 'implicit-tls') || (n % 15 === 2 && id === 'helo-name'))
  const addresses = [`198.51.${Math.floor(n / 250)}.${n % 250}`, `2001:db8::${(n + 1).toString(16)}`]
  const ports = addresses.flatMap((address) => PROBED_PORTS.map((port) => {
    const tls = tlsModeOf(port)
    const ids = CHECK_IDS.filter((id) => applies(id, { port, tls, role: roleOf(port) }))
    const lines = { lines: LINES, parameters: { lines: 5 } }
    return { address, port, tls, from: '192.0.2.1', isReached: true, checks: ids.map((id) => (isWrong(id) ? failed(id, { finding: 'starttls-is-last', cure: 'line-after-starttls', ...lines }) : passed(id, { finding: 'ehlo-answered', ...lines }))) }
  }))
  return { host: 'mx', at: now.toISOString(), tookMs: 900, trouble: null, ports }
}

function say(words: string): void {
  process.stdout.write(words)
}
