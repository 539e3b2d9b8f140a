import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Uids and gid that the files of a queue belong to (users qmailq, qmails, qmailr, qmaild; group qmail). */
export type QmailIds = { qmailq: number; qmails: number; qmailr: number; qmaild: number; qmail: number }

export type SpoolOptions = {
  root: string
  hostName: string
  /** Domains that are delivered locally and that anybody may send to. */
  localDomains: string[]
  split?: number
  ids: QmailIds
}

const SPLIT = ['mess', 'info', 'local', 'remote']

/** Lays out queue/ and control/ as qmail's hier.c and config do. Leaves alone what is there. */
export function makeSpool({ root, hostName, localDomains, split = 23, ids }: SpoolOptions): void {
  const queue = join(root, 'queue')
  mkdirSync(join(root, 'control'), { recursive: true })
  writeFileSync(join(root, 'control', 'me'), `${hostName}\n`)
  for (const name of ['locals', 'rcpthosts']) writeFileSync(join(root, 'control', name), localDomains.map((domain) => `${domain}\n`).join(''))

  makeFolder(queue, 0o750, ids.qmailq, ids.qmail)
  for (const name of ['mess', 'todo', 'lock']) makeFolder(join(queue, name), 0o750, ids.qmailq, ids.qmail)
  for (const name of ['info', 'local', 'remote', 'bounce']) makeFolder(join(queue, name), 0o700, ids.qmails, ids.qmail)
  for (const name of ['pid', 'intd']) makeFolder(join(queue, name), 0o700, ids.qmailq, ids.qmail)
  for (const name of SPLIT) {
    const owner = name === 'mess' ? ids.qmailq : ids.qmails
    for (let index = 0; index < split; index++) makeFolder(join(queue, name, String(index)), name === 'mess' ? 0o750 : 0o700, owner, ids.qmail)
  }
  makeFile(join(queue, 'lock', 'sendmutex'), '', 0o600, ids.qmails, ids.qmail)
  makeFile(join(queue, 'lock', 'tcpto'), '\0'.repeat(1024), 0o644, ids.qmailr, ids.qmail)
  makeFifo(join(queue, 'lock', 'trigger'), 0o622, ids.qmails, ids.qmail)
}

/** Gives a file to somebody, where we may: only root can. */
export function own(path: string, uid: number, gid: number): void {
  if (process.getuid?.() === 0) chownSync(path, uid, gid)
}

function makeFolder(path: string, mode: number, uid: number, gid: number): void {
  mkdirSync(path, { recursive: true })
  chmodSync(path, mode)
  own(path, uid, gid)
}

function makeFile(path: string, text: string, mode: number, uid: number, gid: number): void {
  if (!existsSync(path)) writeFileSync(path, text)
  chmodSync(path, mode)
  own(path, uid, gid)
}

export function makeFifo(path: string, mode: number, uid: number, gid: number): void {
  if (!existsSync(path)) execFileSync('mkfifo', ['--', path], { timeout: 10_000 })
  chmodSync(path, mode)
  own(path, uid, gid)
}
