import { globSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { isReachable, outsideFolder } from '../../setup/postgres-place.ts'
import { endLeftServer } from './left-server.ts'

/** Dovecot names its sockets by their whole path, of which a Unix socket takes 107 bytes (unix(7)). */
const LONGEST = 60

/**
 * A folder for Postfix and Dovecot, whose own users must reach it: the demo's, or one in /var/tmp when the checkout is
 * closed to them, its path is long, or has blanks, which main.cf cannot take.
 */
export async function serverFolder(folder: string): Promise<string> {
  const isPlain = /^[\w./-]+$/.test(folder) && folder.length <= LONGEST
  if (isPlain && (await isReachable(folder))) return folder
  return path.join(await outsideFolder(folder), 'demo')
}

/** Ends Postfix and Dovecot of this folder, which do not end with whoever started them. */
export async function endLeftServers(servers: string): Promise<void> {
  const pidFiles = globSync(['hosts/*/queue/pid/master.pid', 'dovecot/run/master.pid'], { cwd: servers })
  await Promise.all(pidFiles.map((file) => endLeftServer(path.join(servers, file))))
}

/** What an earlier demo has left outside of its own folder, and nobody removed with it. */
export async function removeLeftServers(servers: string): Promise<void> {
  await endLeftServers(servers)
  await rm(servers, { recursive: true, force: true })
}
