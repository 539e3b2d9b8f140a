import { readFileSync } from 'node:fs'
import { waitUntil } from '../wait-until.ts'

/**
 * Ends the server that runs on this folder, left by a program that was killed: the one whose number stands in its pid
 * file, and only when it is a Postfix, Dovecot or Exim, since a number may have been given to another process since.
 */
export async function endLeftServer(pidFile: string): Promise<void> {
  const pid = Number.parseInt(readText(pidFile) ?? '', 10)
  if (!(pid > 1) || !isServer(pid)) return
  process.kill(pid, 'SIGTERM')
  await waitUntil(`the left server ${pid} has ended`, () => !isAlive(pid))
}

/** Whether a process is there and not just its entry (a zombie). */
export function isAlive(pid: number): boolean {
  return readText(`/proc/${pid}/stat`)?.includes(') Z ') === false
}

function isServer(pid: number): boolean {
  return isAlive(pid) && /\/(master|dovecot|exim4)\0/.test(readText(`/proc/${pid}/cmdline`) ?? '')
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
