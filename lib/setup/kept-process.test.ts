import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { FIRST_BACK_OFF_MS, KeptProcess } from './kept-process.ts'
import { isAlive, type ProcessIdentity } from './process-identity.ts'

test('a program that dies is started again, until it is stopped', async () => {
  const { kept, started, said } = await keep('console.log("up"); setInterval(() => {}, 1000)')
  await kept.start()
  process.kill((started[0] as ProcessIdentity).pid, 'SIGKILL')
  await expect.poll(() => started.length, { timeout: 5000 }).toBe(2)
  expect(said.join()).toContain('ended with SIGKILL, starting it again in 0.5 s')
  await kept.stop()
  expect(await isAlive(started[1] as ProcessIdentity)).toBe(false)
})

test('a program that does not end when asked is ended by force', async () => {
  const { kept, started, log } = await keep('process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)')
  await kept.start()
  await expect.poll(() => readFile(log, 'utf8').catch(() => '')).toContain('up')
  await kept.stop()
  expect(await isAlive(started[0] as ProcessIdentity)).toBe(false)
})

test('a program that is killed for good is dead at once and stays so', async () => {
  const { kept, started, said } = await keep('setInterval(() => {}, 1000)')
  await kept.start()
  await kept.kill()
  expect(await isAlive(started[0] as ProcessIdentity)).toBe(false)
  // Past the moment at which one that died by itself would be started again.
  await delay(2 * FIRST_BACK_OFF_MS)
  expect(started).toHaveLength(1)
  expect(said).toEqual([])
})

async function keep(script: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-kept-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const started: ProcessIdentity[] = []
  const said: string[] = []
  const log = path.join(folder, 'log')
  const kept = new KeptProcess({
    name: 'worker',
    args: ['-e', script],
    cwd: folder,
    env: process.env,
    logFile: log,
    say: (line) => said.push(line),
    onStarted: (identity) => started.push(identity),
    endLimitMs: 300,
  })
  onTestFinished(() => kept.stop())
  return { kept, started, said, log }
}
