import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type HeldLock = { release(): Promise<void> }

/**
 * Holds a flock on a file, which Node cannot: through flock(1), for as long as its standard input stays open. It ends
 * with this process, however that ends. Throws when somebody else holds the lock.
 */
export async function holdLock(path: string): Promise<HeldLock> {
  const child = spawn('flock', ['-n', '-E', '75', '--', path, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const exited = once(child, 'exit')
  const [said] = await Promise.race([once(child.stdout, 'data'), exited])
  if (!String(said).startsWith('held')) throw new Error(`cannot start: qmail-send is already running (${path} is locked)`)

  return {
    release: async () => {
      child.stdin.end()
      await exited
    },
  }
}
