import path from 'node:path'
import { parseArgs } from 'node:util'
import { weighLists } from '../blocklists/weighed-list.ts'
import { deskLists } from '../blocklists/desk-lists.ts'
import { addUser } from '../cases/add-user.ts'
import { table } from '../cli/table.ts'
import { closeDb, openDb } from '../db.ts'
import { BUILT, buildAll, isBuilt } from '../setup/build.ts'
import type { EmbeddedPostgres } from '../setup/embedded-postgres.ts'
import { freePort } from '../setup/free-port.ts'
import { generate } from '../setup/generate.ts'
import { migrate } from '../setup/migrate.ts'
import { waitForAnswer } from '../setup/wait-for-answer.ts'
import { fillLists, type ListSize } from './lists/fill-lists.ts'
import { measurePages, signIn, type PageCost } from './matrix/measure-pages.ts'
import { startProgram, type Started } from './matrix/start-program.ts'
import { onDatabase } from './on-database.ts'

const USAGE = `npm run bench -- lists [--ips N] [--domains N] [--times N] [--as-built]

Fills a database of its own with N addresses (1,000) and N domains (1,000) on every list that a desk without keys can ask,
a month of spells with it, and measures the pages of blocklists at the built web process: milliseconds until the last byte,
--times requests each (60), one after the other. --ips 50 takes seconds.
Exit code 1: a page took longer than 150 ms (p95). --as-built takes the programs as the last build left them.
`
const root = path.resolve(import.meta.dirname, '../..')
const PAGE_MS = 150
const PASSWORD = 'a password for this benchmark only'
const SECRETS = { RELAYWARD_SECRET: 'b'.repeat(40), NEXTAUTH_SECRET: 'c'.repeat(40) }
const EMAIL = 'lena@desk.example'
const started: Started[] = []

/** `npm run bench -- lists` */
export async function run(args: string[]): Promise<number> {
  const number = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { ips: number, domains: number, times: number, 'as-built': { type: 'boolean' }, help: { type: 'boolean' } } })
  const size: ListSize = { ips: Number(values.ips ?? 1000), domains: Number(values.domains ?? 1000) }
  const times = Number(values.times ?? 60)
  if (values.help || ![...Object.values(size), times].every((value) => value >= 1)) {
    process[values.help ? 'stdout' : 'stderr'].write(USAGE)
    return values.help ? 0 : 2
  }
  await generate(root)
  if (!values['as-built'] && !(await isBuilt(root))) {
    say('Building the pages and the program …\n')
    await buildAll(root)
  }
  return onDatabase(root, 'lists', started, async (server) => {
    await migrate(server.url, path.join(root, 'prisma/migrations'))
    return measure(server, size, times)
  })
}

async function measure(server: EmbeddedPostgres, size: ListSize, times: number): Promise<number> {
  const db = openDb(server.url)
  try {
    const begun = performance.now()
    const rows = await fillLists(db, size, new Date())
    say(`filled in ${Math.round((performance.now() - begun) / 1000)} s\n${table([Object.fromEntries(Object.entries(rows).map(([name, count]) => [name, count.toLocaleString('en')]))])}\n`)
    await addUser({ db, now: new Date(), actor: { kind: 'shell', login: 'bench' } }, { email: EMAIL, name: 'Lena', roles: ['support'] }, { password: PASSWORD })

    const port = await freePort()
    const url = `http://localhost:${port}`
    const env = { ...SECRETS, DATABASE_URL: server.url, NEXTAUTH_URL: url, RELAYWARD_URL: url, LOG_LEVEL: 'warn' }
    started.push(startProgram([path.join(root, BUILT.web)], { ...env, PORT: String(port), HOSTNAME: '127.0.0.1' }))
    await waitForAnswer(`http://127.0.0.1:${port}/api/health`, 60_000, () => undefined)
    const cookie = await signIn(url, EMAIL, PASSWORD)
    return report(await measurePages(url, cookie, pagesOf(), times, { web: started[0]?.pid ?? 0, postmaster: server.pid })) ? 0 : 1
  } finally {
    await closeDb(db)
  }
}

function pagesOf(): { page: string; path: string; aim: number }[] {
  const lists = '/support/blocklists'
  const [first] = weighLists(deskLists([], new Set()))
  return [
    { page: 'matrix', path: lists },
    { page: 'matrix, all addresses', path: `${lists}?whole=1` },
    { page: 'matrix, all addresses and lists', path: `${lists}?whole=1&small=1` },
    { page: 'matrix, domains', path: `${lists}?show=domains&whole=1` },
    { page: 'matrix, looked for', path: `${lists}?q=mx007` },
    { page: 'matrix, a cell open', path: `${lists}?target=198.18.0.7&list=${first?.id}` },
    { page: 'address', path: '/support/ips/198.18.0.7' },
    { page: 'address, 90 days', path: '/support/ips/198.18.0.7?days=90' },
    { page: 'list', path: `${lists}/${first?.id}` },
    { page: 'host', path: '/support/hosts/mx0007' },
    { page: 'Now', path: '/support' },
  ].map((page) => ({ ...page, aim: PAGE_MS }))
}

function report(costs: PageCost[]): boolean {
  say(`pages: milliseconds at the server\n${table(costs.map(({ page, p50, p95, webCpu, databaseCpu, kilobytes, aim }) => ({ page, p50: p50.toFixed(0), p95: p95.toFixed(0), 'web CPU': webCpu.toFixed(0), 'database CPU': databaseCpu.toFixed(0), kB: kilobytes, aim: `≤ ${aim}`, met: p95 <= aim ? 'yes' : 'NO' })))}\n`)
  return costs.every(({ p95, aim }) => p95 <= aim)
}

function say(words: string): void {
  process.stdout.write(words)
}
