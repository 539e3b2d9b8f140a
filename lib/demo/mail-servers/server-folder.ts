import path from 'node:path'
import { isReachable, outsideFolder } from '../../setup/postgres-place.ts'

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
