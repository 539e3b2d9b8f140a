import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withFileLock } from './with-file-lock.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'relayward-file-lock-'))
  path = join(folder, 'map.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('within a process one works after the other, and the file stays empty', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, (inside += 1))
    await delay(2)
    inside -= 1
  }
  await Promise.all(Array.from({ length: 20 }, () => withFileLock(path, work)))
  expect(most).toBe(1)
  expect(statSync(path).size).toBe(0)
})

test('work that fails lets go of the lock', async () => {
  await expect(withFileLock(path, () => Promise.reject(new Error('no space')))).rejects.toThrow('no space')
  expect(await withFileLock(path, async () => 'taken', 0)).toBe('taken')
})

test('another process keeps the lock until it is killed', async () => {
  const program = `
    import { withFileLock } from ${JSON.stringify(join(import.meta.dirname, 'with-file-lock.ts'))}
    await withFileLock(${JSON.stringify(path)}, () => new Promise(() => { process.stdout.write('held'); setInterval(() => {}, 1000) }))`
  const other = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(other.stdout, 'data')
    await expect(withFileLock(path, async () => 'taken', 50)).rejects.toThrow('another process keeps it')
    const waiting = withFileLock(path, async () => 'taken')
    other.kill('SIGKILL')
    expect(await waiting).toBe('taken')
  } finally {
    other.kill('SIGKILL')
  }
})
