import { accessSync, constants } from 'node:fs'

const NEEDED = ['/usr/sbin/postfix', '/usr/sbin/postmap', '/usr/lib/postfix/sbin/master', '/usr/lib/postfix/postfix-lmdb.so', '/usr/sbin/dovecot']

/** Can real mail servers be started here? They need root and the Debian packages; if not, says what is missing. */
export function realServersArePossible(): { ok: true } | { ok: false; why: string } {
  if (process.getuid?.() !== 0) return { ok: false, why: 'real Postfix and Dovecot are started by root only' }
  const missing = NEEDED.filter((path) => !exists(path))
  if (missing.length === 0) return { ok: true }
  return { ok: false, why: `missing ${missing.join(', ')}: install the packages postfix, postfix-lmdb, dovecot-core and dovecot-imapd` }
}

function exists(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
