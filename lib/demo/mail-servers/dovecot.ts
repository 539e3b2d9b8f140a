import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { waitUntil } from '../wait-until.ts'
import { endLeftServer } from './left-server.ts'

/** Mailboxes belong to this unprivileged user (nobody); Postfix's virtual(8) delivers as it. */
export const MAIL_UID = 65_534

export type DovecotPlan = {
  /** Holds configuration, sockets and `mail/`; made when missing. Every user of the machine must reach it. */
  folder: string
  address: string
  imapPort: number
  /** Account → password. Names are normalised to small letters, as hosting set-ups do. */
  users: Record<string, string>
  /** Takes mail that customers hand in, and would pass it on to a server of 127.0.0.1. */
  submission?: { hostName: string; port: number; tlsPort: number; relayPort: number; certificateFile: string; keyFile: string; takesPlainLogins: boolean }
}

export type Dovecot = {
  imapPort: number
  /** Unix socket for Postfix's SASL. */
  authSocket: string
  /** Maildirs lie in `${mailFolder}/${address}/`. */
  mailFolder: string
  stop(): Promise<void>
}

/** A private Dovecot, started: users from a passwd file, SASL for Postfix, IMAP, Maildirs. One left by a crash is ended first. */
export async function startDovecot(plan: DovecotPlan): Promise<Dovecot> {
  const { folder, imapPort, users } = plan
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  await endLeftServer(join(folder, 'run/master.pid'))
  const mailFolder = join(folder, 'mail')
  for (const name of ['run', 'mail']) await mkdir(join(folder, name), { recursive: true, mode: 0o755 })
  await chown(mailFolder, MAIL_UID, MAIL_UID)

  const lines = Object.entries(users).map(([account, password]) => `${account}:{PLAIN}${password}::::::`)
  await writeFile(join(folder, 'users'), lines.join('\n') + '\n', { mode: 0o644 })
  await writeFile(join(folder, 'dovecot.conf'), configuration(plan), { mode: 0o644 })
  // A session of its own, so that Ctrl-C in a terminal reaches whoever started it alone.
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore', detached: true })
  const authSocket = join(folder, 'run', 'auth-postfix')
  await waitUntil('Dovecot opens its SASL socket', () => isThere(authSocket))
  return { imapPort, authSocket, mailFolder, stop: () => endProcess(child) }
}

function configuration(plan: DovecotPlan): string {
  const { folder, address, imapPort, submission } = plan
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap ${submission ? 'submission' : ''}
listen = ${address}
${submission ? submissionConfiguration(plan, submission) : 'ssl = no\ndisable_plaintext_auth = no'}
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
    address = ${address}
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
mail_max_userip_connections = 100
`
}

function submissionConfiguration({ address }: DovecotPlan, { hostName, port, tlsPort, relayPort, certificateFile, keyFile, takesPlainLogins }: NonNullable<DovecotPlan['submission']>): string {
  return `ssl = yes
ssl_cert = <${certificateFile}
ssl_key = <${keyFile}
disable_plaintext_auth = ${takesPlainLogins ? 'no' : 'yes'}
hostname = ${hostName}
submission_relay_host = 127.0.0.1
submission_relay_port = ${relayPort}
service submission-login {
  inet_listener submission {
    address = ${address}
    port = ${port}
  }
  inet_listener submissions {
    address = ${address}
    port = ${tlsPort}
    ssl = yes
  }
}`
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
