import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** A process that can be told from a later one with the same number. */
export interface ProcessIdentity {
  pid: number
  /** Clock ticks since boot at which it started: field 22 of /proc/PID/stat (proc(5)). */
  startedAt: string
}

/** @returns undefined when there is no such process, or only its entry is left (a zombie) */
export async function identityOf(pid: number): Promise<ProcessIdentity | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name in parentheses may hold blanks and parentheses: what follows the last one is counted.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields || fields[0] === 'Z') return undefined
  return { pid, startedAt: fields[19] ?? '' }
}

export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identityOf(identity.pid))?.startedAt === identity.startedAt
}

/** Ends a process by SIGTERM, and by SIGKILL when it is still there after `limitMs`. Returns when it is gone. */
export async function endProcess(identity: ProcessIdentity, limitMs: number): Promise<void> {
  for (const [signal, patience] of [['SIGTERM', limitMs], ['SIGKILL', 5000]] as const) {
    if (!(await isAlive(identity))) return
    process.kill(identity.pid, signal)
    const end = Date.now() + patience
    while (Date.now() < end && (await isAlive(identity))) await pause(25)
  }
}
