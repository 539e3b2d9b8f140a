import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { findPostgresPlace, type PostgresPlace } from './postgres-place.ts'
import { endPostmaster, findPostmaster } from './postmaster-file.ts'

const run = promisify(execFile)

/** A Unix socket's path holds at most 107 bytes (sun_path in unix(7)); PostgreSQL adds `/.s.PGSQL.NNNNN.lock`. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.65535.lock'.length

export interface EmbeddedPostgres {
  /** Connection address of the database `relayward`, with the password in it. Never log it. */
  url: string
  port: number
  pid: number
  /** new: the data folder was made now; started: it was there; adopted: a running one left by a crash was taken over. */
  came: 'new' | 'started' | 'adopted'
  /** Folder of the data, worth telling when it lies outside of the checkout. */
  data: string
  isOutside: boolean
  /** Fast shutdown; returns when the process is gone. Harmless when called again. */
  stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** The checkout: npm's package is looked for in its node_modules. */
  root: string
  /** Folder for local state; the data lie in a folder of it, unless PostgreSQL's user cannot reach it. */
  state: string
  /** Name of the database made at the first start. */
  database?: string
  /** Further `-c name=value` settings. */
  settings?: Record<string, string>
}

/**
 * Starts the PostgreSQL 18 that comes through npm, on a free port of the loopback address, or adopts the one that a
 * crashed start left running on the same data. Commits are durable (fsync and synchronous_commit stay on).
 *
 * @throws Error with PostgreSQL's own last lines when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await findPostgresPlace(options.root, options.state)
  const data = path.join(place.folder, 'data')
  const password = await clusterPassword(place)
  const name = options.database ?? 'relayward'
  const found = await findPostmaster(data)
  if (found && (await answers(addressOf(found.port, password, 'postgres')))) {
    await makeDatabase(addressOf(found.port, password, 'postgres'), name)
    return running({ ...found, came: 'adopted', data, place, url: addressOf(found.port, password, name) })
  }
  if (found) await endPostmaster(found.pid)
  const isNew = !existsSync(data)
  if (isNew) await makeCluster(place, data)
  const port = await freePort()
  const pid = await launch(place, data, port, options.settings ?? {})
  await makeDatabase(addressOf(port, password, 'postgres'), name)
  return running({ pid, port, came: isNew ? 'new' : 'started', data, place, url: addressOf(port, password, name) })
}

function running(now: Omit<EmbeddedPostgres, 'stop' | 'isOutside'> & { place: PostgresPlace }): EmbeddedPostgres {
  const { place, ...rest } = now
  return { ...rest, isOutside: place.isOutside, stop: () => endPostmaster(now.pid) }
}

function addressOf(port: number, password: string, database: string): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`
}

/** One random password per data folder, in the file that initdb reads it from, open to its owner (and root) only. */
async function clusterPassword(place: PostgresPlace): Promise<string> {
  const file = path.join(place.folder, 'password')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known) return known.trim()
  const made = randomBytes(24).toString('hex')
  await writeFile(file, made, { mode: 0o600 })
  if (place.runAs) await chown(file, place.runAs.uid, place.runAs.gid)
  return made
}

async function makeCluster(place: PostgresPlace, data: string): Promise<void> {
  // Made aside and renamed when whole, so that a broken off initdb is never taken for a database.
  const partial = `${data}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { mode: 0o700 })
  if (place.runAs) await chown(partial, place.runAs.uid, place.runAs.gid)
  const args = ['-D', partial, '-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions']
  args.push(`--pwfile=${path.join(place.folder, 'password')}`)
  const program = path.join(place.programs, 'bin/initdb')
  try {
    await run(program, args, { ...place.runAs, cwd: partial, env: programEnv(place), timeout: 120_000 })
    await rename(partial, data)
  } catch (cause) {
    await rm(partial, { recursive: true, force: true })
    const said = (cause as { stderr?: string }).stderr ?? ''
    throw new Error(`The database could not be made in ${data}: ${lastLines(said) || String(cause)}`, { cause })
  }
}

function programEnv(place: PostgresPlace): NodeJS.ProcessEnv {
  const LD_LIBRARY_PATH = path.join(place.programs, 'lib')
  return { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH }
}

async function launch(
  place: PostgresPlace,
  data: string,
  port: number,
  settings: Record<string, string>,
): Promise<number> {
  // Without syncfs the start after a crash reads every file of the data folder, 9 s for twenty databases.
  const wanted = { recovery_init_sync_method: 'syncfs', synchronous_commit: 'on', max_connections: '200', ...settings }
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', socketFolder(place)]
  for (const [name, value] of Object.entries(wanted)) args.push('-c', `${name}=${value}`)
  const child = spawn(path.join(place.programs, 'bin/postgres'), args, {
    ...place.runAs,
    cwd: data,
    env: programEnv(place),
    // A session of its own: Ctrl-C in a terminal must reach web and worker first, and the database last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await readiness(child)
  child.unref()
  return child.pid as number
}

function socketFolder(place: PostgresPlace): string {
  return Buffer.byteLength(place.folder) <= LONGEST_SOCKET_FOLDER ? place.folder : ''
}

/** Waits for "ready to accept connections" on standard error, at most 60 s (a recovery after a crash takes its time). */
function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (why: string) => {
      clearTimeout(limit)
      reject(new Error(`PostgreSQL did not start: ${why}. Its last words: ${lastLines(said)}`))
    }
    const limit = setTimeout(() => {
      child.kill('SIGQUIT')
      fail('not ready after 60 s')
    }, 60_000)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`it ended with ${code ?? 'a signal'}`))
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-8000)
      if (!said.includes('database system is ready to accept connections')) return
      clearTimeout(limit)
      child.removeAllListeners('exit')
      child.stderr?.removeAllListeners('data').resume()
      // The pipe must not keep the starter alive.
      if (child.stderr instanceof Socket) child.stderr.unref()
      resolve()
    })
  })
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join(' | ')
}

async function answers(address: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function makeDatabase(address: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
