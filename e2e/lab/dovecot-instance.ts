import { spawn, type ChildProcess } from 'node:child_process'
import { access, chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { cleanLeftovers, ownFolder } from './clean-leftovers.ts'
import { freePort } from './free-port.ts'
import { waitUntil } from './wait-until.ts'

/** Mailboxes belong to this unprivileged user (nobody); Postfix's virtual(8) delivers as it. */
export const MAIL_UID = 65_534

export type DovecotInstance = {
  imapPort: number
  /** Unix socket for Postfix's SASL. */
  authSocket: string
  /** Maildirs lie in `${mailFolder}/${address}/`. */
  mailFolder: string
  canFetch(account: string, password: string): Promise<boolean>
  stop(): Promise<void>
}

/**
 * A private Dovecot: users from a passwd file (account → password), SASL for Postfix, IMAP on a free port, Maildirs.
 * Account names are normalised to small letters, as hosting set-ups do.
 */
export async function startDovecot(users: Record<string, string>): Promise<DovecotInstance> {
  await cleanLeftovers('relayward-dovecot-')
  const folder = await mkdtemp(join(tmpdir(), 'relayward-dovecot-'))
  ownFolder(folder, 'run/master.pid')
  await chmod(folder, 0o755)
  const mailFolder = join(folder, 'mail')
  for (const name of ['run', 'mail']) await mkdir(join(folder, name), { mode: 0o755 })
  await chown(mailFolder, MAIL_UID, MAIL_UID)

  const imapPort = await freePort()
  const lines = Object.entries(users).map(([account, password]) => `${account}:{PLAIN}${password}::::::`)
  await writeFile(join(folder, 'users'), lines.join('\n') + '\n', { mode: 0o644 })
  await writeFile(join(folder, 'dovecot.conf'), configuration(folder, imapPort), { mode: 0o644 })
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const authSocket = join(folder, 'run', 'auth-postfix')
  await waitUntil('Dovecot opens its SASL socket', () => isThere(authSocket))

  return {
    imapPort,
    authSocket,
    mailFolder,
    canFetch: (account, password) => canFetch(imapPort, account, password),
    stop: async () => {
      await endProcess(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function canFetch(port: number, user: string, pass: string): Promise<boolean> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false, disableAutoIdle: true })
  // A refused login makes the client emit an error too, which would end the test's process.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.mailboxOpen('INBOX')
    return true
  } catch (error) {
    if ((error as { authenticationFailed?: boolean }).authenticationFailed) return false
    throw error
  } finally {
    client.close()
  }
}

function configuration(folder: string, imapPort: number): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
first_valid_uid = ${MAIL_UID}
mail_location = maildir:${folder}/mail/%Lu
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu ${folder}/users
}
userdb {
  driver = static
  args = uid=${MAIL_UID} gid=${MAIL_UID} home=${folder}/mail/%Lu
}
service auth {
  unix_listener auth-postfix {
    path = ${folder}/run/auth-postfix
    mode = 0660
    user = postfix
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
mail_max_userip_connections = 100
`
}

/** Ends a process we started: TERM, and KILL when it is still there after 5 s. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(killer)
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
