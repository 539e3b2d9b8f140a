import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from './wait-until.ts'

/** Marks a lab's folder as owned by this process, and says where the server in it writes its pid. */
export function ownFolder(folder: string, pidFile: string): void {
  writeFileSync(join(folder, 'owner'), JSON.stringify({ owner: process.pid, pidFile }))
}

/**
 * Ends the servers and removes the folders that earlier test processes left when they were killed: only folders of this
 * prefix whose owner is no longer alive, and only the server whose pid stands in them.
 */
export async function cleanLeftovers(prefix: string): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    const left = readOwner(folder)
    if (left === null || isAlive(left.owner)) continue
    const pid = Number.parseInt(readText(join(folder, left.pidFile)) ?? '', 10)
    if (pid > 1 && isServer(pid)) {
      process.kill(pid, 'SIGTERM')
      await waitUntil(`the left server ${pid} has ended`, () => !isAlive(pid))
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

function readOwner(folder: string): { owner: number; pidFile: string } | null {
  const text = readText(join(folder, 'owner'))
  return text === null ? null : (JSON.parse(text) as { owner: number; pidFile: string })
}

/** A pid may have been given to another process since. */
function isServer(pid: number): boolean {
  return /\/(master|dovecot)\0/.test(readText(`/proc/${pid}/cmdline`) ?? '')
}

function isAlive(pid: number): boolean {
  return readText(`/proc/${pid}/stat`)?.includes(') Z ') === false
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
