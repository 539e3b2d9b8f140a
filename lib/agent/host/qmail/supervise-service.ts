import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isFileLocked } from './is-file-locked.ts'
import type { QmailService } from './qmail-service.ts'

export type SuperviseOptions = {
  root: string
  /** Folder that supervise or runsv watches, such as `/service/qmail-send`. */
  serviceFolder: string
  /** A delivery to a slow server may take over a minute (qmail-send(8)). When it takes longer, nothing is moved. */
  stopWithinMs?: number
}

const LOOK_EVERY_MS = 10
const START_WITHIN_MS = 10_000

/**
 * qmail-send under daemontools' supervise, spoken to as svc(8) and svstat(8) do: one letter into `supervise/control`,
 * 18 bytes out of `supervise/status`. Down is what two witnesses say: supervise, and nobody holding the lock that
 * every qmail-send takes (lock/sendmutex).
 */
export function superviseService({ root, serviceFolder, stopWithinMs = 90_000 }: SuperviseOptions): QmailService {
  const folder = join(serviceFolder, 'supervise')
  const mutex = join(root, 'queue', 'lock', 'sendmutex')
  const isDown = async () => readSupervisedPid(folder) === 0 && !isFileLocked(mutex)
  const isUp = async () => readSupervisedPid(folder) !== 0 && isFileLocked(mutex)

  return {
    isDown,
    stop: async () => {
      sendLetter(folder, 'd')
      if (await becomes(isDown, stopWithinMs)) return
      sendLetter(folder, 'u')
      throw new Error(`qmail-send still delivers ${stopWithinMs / 1000} s after svc -d; it goes on, and nothing was moved`)
    },
    start: async () => {
      sendLetter(folder, 'u')
      if (!(await becomes(isUp, START_WITHIN_MS))) throw new Error(`qmail-send did not start after svc -u ${serviceFolder}`)
    },
    wake: async () => sendLetter(folder, 'a'),
  }
}

/** Bytes 12 to 15 of the status, low byte first: 0 when the service is down (supervise.c, pidchange and announce). */
function readSupervisedPid(folder: string): number {
  const status = readFileSync(join(folder, 'status'))
  if (status.length < 18) throw new Error(`${folder}/status is no status of supervise`)
  return status.readUInt32LE(12)
}

function sendLetter(folder: string, letter: 'u' | 'd' | 'a'): void {
  let control: number
  try {
    control = openSync(join(folder, 'control'), constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw new Error(`no supervise runs for ${folder}`, { cause: error })
  }
  try {
    writeSync(control, letter)
  } finally {
    closeSync(control)
  }
}

async function becomes(isReached: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs
  while (!(await isReached())) {
    if (performance.now() > until) return false
    await sleep(LOOK_EVERY_MS)
  }
  return true
}
