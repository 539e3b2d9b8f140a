import { readFile, readlink, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A PostgreSQL that runs on a data folder, as its `postmaster.pid` tells. */
export interface Postmaster {
  pid: number
  port: number
}

/**
 * Reads `postmaster.pid` (lines: pid, data folder, start time, port, …) and checks that the process is this very
 * PostgreSQL. A file whose process is gone, or has become another program, is removed: PostgreSQL itself would refuse
 * to start when the number has been taken over by another process of the same user.
 */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
  const file = path.join(data, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (await isPostmasterOf(pid, data)) return { pid, port }
  await rm(file, { force: true })
  return undefined
}

/**
 * Ends a PostgreSQL by the fast shutdown (SIGINT), after 20 s by the immediate one (SIGQUIT), after 5 s more by force.
 * Returns when the process is gone.
 */
export async function endPostmaster(pid: number): Promise<void> {
  for (const [signal, seconds] of [['SIGINT', 20], ['SIGQUIT', 5], ['SIGKILL', 5]] as const) {
    if (!sendSignal(pid, signal)) return
    if (await isGone(pid, seconds)) return
  }
  throw new Error(`PostgreSQL (process ${pid}) did not end, not even by SIGKILL.`)
}

async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const parts = command.split('\0')
  if (path.basename(parts[0] ?? '') !== 'postgres') return false
  if (parts.includes(data)) return true
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

async function isGone(pid: number, seconds: number): Promise<boolean> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    // A child that has ended but is not yet waited for still has its entry, with state Z.
    if (state === undefined || /^\d+ \(.*\) Z /.test(state)) return true
    await pause(25)
  }
  return false
}
