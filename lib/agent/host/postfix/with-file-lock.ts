import { spawn } from 'node:child_process'
import { once } from 'node:events'

const GIVE_UP_SECONDS = 15

/**
 * Runs `work` while holding a kernel lock on a file, one holder over all processes. Node knows no flock(2), so
 * flock(1) of util-linux holds it for as long as our end of its pipe is open: a process that is killed lets go of it.
 * Throws when another process keeps the lock for 15 s.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const args = ['--exclusive', '--wait', String(GIVE_UP_SECONDS), '--conflict-exit-code', '75', path, 'cat']
  const holder = spawn('flock', args, { stdio: ['pipe', 'pipe', 'ignore'] })
  holder.stdin.on('error', () => {})
  const ended = new Promise<string>((resolve) => {
    holder.on('error', (error) => resolve(error.message))
    holder.on('close', (code) => resolve(code === 75 ? 'another process keeps it' : `flock ended with ${code}`))
  })

  // `cat` gives our line back once the lock is held, not before.
  holder.stdin.write('held\n')
  const failure = await Promise.race([once(holder.stdout, 'data').then(() => null), ended])
  if (failure !== null) throw new Error(`${path} cannot be locked: ${failure}`)
  try {
    return await work()
  } finally {
    holder.stdin.end()
    await ended
  }
}
