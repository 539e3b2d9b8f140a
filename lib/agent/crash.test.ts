import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ACCOUNT, MAILS, openScene, playStory, type Scene } from './crash-scenario.ts'
import { standingOwnLocks } from './journal/journal-locks.ts'

const run = promisify(execFile)
const CHILD = path.join(import.meta.dirname, 'crash-child.ts')
/** Every fourth step in an ordinary run, each in a long one. */
const EVERY = process.env.RELAYWARD_LONG === '1' ? 1 : 4

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-crash-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function playChild(folder: string, dieAt: number): Promise<{ steps: number; isKilled: boolean }> {
  try {
    const { stdout } = await run(process.execPath, [CHILD, folder, String(dieAt)], { timeout: 30_000 })
    return { steps: Number(stdout), isKilled: false }
  } catch (error) {
    if (error instanceof Error && 'signal' in error && error.signal === 'SIGKILL' && !('killed' in error && error.killed)) return { steps: dieAt, isKilled: true }
    throw error
  }
}

/** A lock that stands is in force before a single log line is read again. */
async function expectLocksInForce(scene: Scene): Promise<void> {
  if (standingOwnLocks(scene.journal).length === 0) return
  expect(await scene.memory.host.relay(ACCOUNT)).toBe('locked')
}

function expectStoryTold(scene: Scene): void {
  const { messages } = scene.memory.state
  const bodies = messages.map((message) => message.body)
  // No mail lost, none doubled, none changed, none out of the host.
  expect(new Set(bodies).size).toBe(messages.length)
  expect(messages.flatMap((message) => message.left)).toEqual([])
  for (const message of messages) {
    expect(message.body).toMatch(/^Subject: (\w+ \d)\n\nthe body of \1\n$/)
    expect([message.body, message.place]).toEqual([message.body, message.body.includes('clean') ? 'active' : 'quarantine'])
  }
  expect(messages.filter((message) => message.body.includes('clean'))).toHaveLength(MAILS.clean)
  // Each thing is told once: the lock, every quarantined mail, both watches.
  expect(scene.eventsOf('lock-made')).toHaveLength(1)
  const told = scene.eventsOf('quarantined').flatMap((event) => event.messages.map((message) => message.id))
  expect(told.sort()).toEqual(messages.filter((message) => message.place === 'quarantine').map((message) => message.id).sort())
  expect(scene.eventsOf('watch-began')).toHaveLength(2)
  expect(scene.eventsOf('watch-ended').map((event) => [event.outcome, event.left])).toEqual([['breach', 0], ['clean', 0]])
  expect(scene.eventsOf('watch-ended')[1]?.released).toBe(MAILS.clean)
  expect(scene.eventsOf('watch-ended')[1]?.figures.arrived).toBe(MAILS.clean)
}

async function killAndGoOn(dieAt: number): Promise<void> {
  await inFolder(async (folder) => {
    expect((await playChild(folder, dieAt)).isKilled).toBe(true)
    const scene = await openScene(folder, () => undefined)
    await expectLocksInForce(scene)
    await playStory(scene, folder)
    expectStoryTold(scene)
    expect(await scene.memory.host.relay(ACCOUNT)).toBe('open')
    await scene.stop()
  })
}

test('killed at any step from the burst to the clean unlock, the agent goes on: nothing lost, nothing doubled, never unlocked and unwatched', async () => {
  const { steps } = await inFolder((folder) => playChild(folder, 0))
  expect(steps).toBeGreaterThan(40)
  // The last steps depend on timing, so the kills end a little before the end of an undisturbed run.
  for (let dieAt = 1; dieAt < steps - 4; dieAt += EVERY) {
    await killAndGoOn(dieAt).catch((error: unknown) => {
      throw new Error(`killed at step ${dieAt} of ${steps}`, { cause: error })
    })
  }
}, 600_000)
