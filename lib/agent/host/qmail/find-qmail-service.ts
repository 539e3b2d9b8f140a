import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isFileLocked } from './is-file-locked.ts'
import type { QmailService } from './qmail-service.ts'
import { superviseService } from './supervise-service.ts'

const USUAL_FOLDERS = ['/service', '/etc/service', '/var/service', '/var/qmail/supervise']
const USUAL_NAMES = ['qmail-send', 'qmail', 'send']

/**
 * How to stop and start the qmail-send of this root: through the named service folder, else through one of the usual
 * ones when the root is the usual one, else not at all: then it must be down already.
 */
export function findQmailService(root: string, serviceFolder: string | null): QmailService {
  const usual = root === '/var/qmail' ? USUAL_FOLDERS.flatMap((folder) => USUAL_NAMES.map((name) => join(folder, name))) : []
  const found = [...(serviceFolder ? [serviceFolder] : []), ...usual].find((folder) => existsSync(join(folder, 'supervise', 'control')))
  return found ? superviseService({ root, serviceFolder: found }) : unsupervised(root)
}

/** For a queue that nobody delivers from: a copy, a mounted disk, or a qmail-send that an admin stopped by hand. */
function unsupervised(root: string): QmailService {
  const mutex = join(root, 'queue', 'lock', 'sendmutex')
  const refuse = async () => {
    if (isFileLocked(mutex)) throw new Error(`qmail-send runs on ${root}/queue, but no supervise folder is known to stop it: name one, or stop it by hand`)
  }
  return { isDown: async () => !isFileLocked(mutex), stop: refuse, start: async () => {}, wake: refuse }
}
