import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { endProcess } from '../../lib/demo/mail-servers/dovecot.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { unpackedFolder } from '../../lib/setup/debian-packages.ts'
import { answersAt } from './answers-at.ts'
import { cleanLeftovers, ownFolder } from './clean-leftovers.ts'
import { freePort } from './free-port.ts'

/** Users that exist in this server's own /etc/passwd alone. */
const UID = 19_441
const PROGRAM = path.join(unpackedFolder(path.resolve(import.meta.dirname, '../..'), 'opensmtpd'), 'usr/sbin/smtpd')

export type OpensmtpdPlan = {
  hostName: string
  certificateFile: string
  keyFile: string
  domain: string
  mailboxes: string[]
  /** Takes mail for any domain from anybody. */
  isOpenRelay?: boolean
}

export type OpensmtpdLab = { smtpPort: number; submissionPort: number; smtpsPort: number; stop(): Promise<void> }

/** Can a real OpenSMTPD be started here? If not, says what is missing. */
export function opensmtpdIsPossible(): { ok: true } | { ok: false; why: string } {
  if (process.getuid?.() !== 0) return { ok: false, why: 'a real OpenSMTPD is started by root only' }
  return existsSync(PROGRAM) ? { ok: true } : { ok: false, why: 'the Debian package opensmtpd is not unpacked: npm test does it' }
}

/** A private OpenSMTPD: it knows fixed folders only, so it sees /etc, /var/spool, /var/lib and /run of its own. */
export async function startOpensmtpd(plan: OpensmtpdPlan): Promise<OpensmtpdLab> {
  await cleanLeftovers('relayward-opensmtpd-')
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-opensmtpd-'))
  ownFolder(folder, 'smtpd.pid')
  const at = (...names: string[]) => path.join(folder, ...names)
  const ports = { smtpPort: await freePort(), submissionPort: await freePort(), smtpsPort: await freePort() }
  await chmod(folder, 0o755)
  await mkdir(at('etc'))
  const users = ['opensmtpd', 'opensmtpq'].map((name, each) => `${name}:x:${UID + each}:${UID + each}::/nonexistent:/usr/sbin/nologin\n`)
  const groups = ['opensmtpd', 'opensmtpq'].map((name, each) => `${name}:x:${UID + each}:\n`)
  await writeFile(at('etc/passwd'), (await readFile('/etc/passwd', 'utf8')) + users.join(''))
  await writeFile(at('etc/group'), (await readFile('/etc/group', 'utf8')) + groups.join(''))
  await writeFile(at('smtpd.conf'), configuration(plan, ports), { mode: 0o600 })
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', SCRIPT, 'sh', at('etc'), PROGRAM, '-d', '-f', at('smtpd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  await writeFile(at('smtpd.pid'), String(child.pid))
  const stop = async () => {
    await endProcess(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await waitUntil('OpenSMTPD answers', async () => {
      if (child.exitCode !== null) throw new Error('it has ended')
      return answersAt(ports.smtpPort)
    })
  } catch (cause) {
    await stop()
    throw new Error(`OpenSMTPD does not start: ${said}`, { cause })
  }
  return { ...ports, stop }
}

const SCRIPT = `mount -t overlay overlay -o "lowerdir=$1:/etc" /etc &&
for place in /var/spool /var/lib /run; do mount -t tmpfs -o mode=755 tmpfs $place || exit 1; done &&
mkdir -p /var/lib/opensmtpd/empty && chmod 711 /var/lib/opensmtpd/empty && shift && exec "$@"`

function configuration({ hostName, certificateFile, keyFile, domain, mailboxes, isOpenRelay = false }: OpensmtpdPlan, ports: Omit<OpensmtpdLab, 'stop'>): string {
  const listen = (port: number, rest: string) => `listen on 127.0.0.1 port ${port} ${rest} pki "${hostName}" hostname "${hostName}"`
  return `pki "${hostName}" cert "${certificateFile}"
pki "${hostName}" key "${keyFile}"
table mailboxes { ${mailboxes.map((each) => `"${each}" = nobody`).join(', ')} }
table logins { "lab" = "lab" }
${listen(ports.smtpPort, 'tls')}
${listen(ports.submissionPort, 'tls-require')} auth <logins>
${listen(ports.smtpsPort, 'smtps')} auth <logins>
action "own" mda "/bin/true" virtual <mailboxes>
action "out" relay
match from any for domain "${domain}" action "own"
match ${isOpenRelay ? 'from any' : 'auth from any'} for any action "out"
`
}
