import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endLeftServer, isAlive } from '../../lib/demo/mail-servers/left-server.ts'

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
    await endLeftServer(join(folder, left.pidFile))
    rmSync(folder, { recursive: true, force: true })
  }
}

function readOwner(folder: string): { owner: number; pidFile: string } | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner'), 'utf8')) as { owner: number; pidFile: string }
  } catch {
    return null
  }
}
