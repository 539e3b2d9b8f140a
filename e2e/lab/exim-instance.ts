import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { underEtc } from '../../lib/demo/mail-servers/under-etc.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { unpackedFolder } from '../../lib/setup/debian-packages.ts'
import { cleanLeftovers, ownFolder } from './clean-leftovers.ts'
import { freePort } from './free-port.ts'

/** A user that exists in this server's own /etc/passwd alone. */
const UID = 19_431
const ROOT = path.resolve(import.meta.dirname, '../..')
const UNPACKED = path.join(unpackedFolder(ROOT, 'exim4-daemon-light'), 'usr/sbin/exim4')
const LIBRARY = '/usr/lib/x86_64-linux-gnu/libidn.so.12'

export type EximPlan = {
  hostName: string
  password: string
  localDomains: string[]
  /** Which host a domain's mail goes to; its name stands in `hosts`. Mail for any other domain has no route. */
  routes: Record<string, string>
  port: number
  hosts: Record<string, string>
  /** The address it sends from. */
  bindAddress: string
  logSelector?: string
  /** What it shows to those outside: TLS, and which recipients of its own domains there are. Without it there is no TLS. */
  front?: EximFront
}

export type EximFront = {
  smtpsPort: number
  certificateFile: string
  keyFile: string
  /** Local parts of its own domains; all others are refused. */
  localParts: string[]
  authBeforeTls?: boolean
  isOpenRelay?: boolean
}

export type EximLab = {
  /** Calls Exim for this instance, as an admin of the machine would. */
  program: string
  smtpPort: number
  logFile: string
  spoolFolder: string
  exim(args: string[]): Promise<string>
  start(): Promise<void>
  halt(): Promise<void>
  /** As exicyclog does: the log is renamed, Exim begins a new one at its next line. */
  rotateLog(): Promise<void>
  stop(): Promise<void>
}

/** Can a real Exim be started here? If not, says what is missing. */
export function eximIsPossible(): { ok: true } | { ok: false; why: string } {
  if (process.getuid?.() !== 0) return { ok: false, why: 'a real Exim is started by root only' }
  if (!existsSync(UNPACKED)) return { ok: false, why: 'the Debian package exim4-daemon-light is not unpacked: npm test does it' }
  const isThere = existsSync(LIBRARY) || existsSync(LIBRARY.replace('x86_64', 'aarch64'))
  return isThere ? { ok: true } : { ok: false, why: 'install the package libidn12' }
}

/** A private Exim in a temporary folder, with /etc/passwd, /etc/hosts and configuration of its own. */
export async function startExim(plan: EximPlan): Promise<EximLab> {
  await cleanLeftovers('relayward-exim-')
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-exim-'))
  ownFolder(folder, 'exim.pid')
  const at = (...names: string[]) => path.join(folder, ...names)
  const smtpPort = await freePort()
  await chmod(folder, 0o755)
  for (const name of ['etc/exim4', 'spool', 'log']) await mkdir(at(name), { recursive: true })
  for (const name of ['spool', 'log']) await chown(at(name), UID, UID)
  // A copy every user of the machine can reach, setuid as Debian's is.
  await copyFile(UNPACKED, at('exim4'))
  await chmod(at('exim4'), 0o4755)
  await writeFile(at('etc/passwd'), `${await readFile('/etc/passwd', 'utf8')}Debian-exim:x:${UID}:${UID}::${at('spool')}:/usr/sbin/nologin\n`)
  await writeFile(at('etc/group'), `${await readFile('/etc/group', 'utf8')}Debian-exim:x:${UID}:\n`)
  await writeFile(at('etc/hosts'), hostsText(plan.hosts))
  await writeFile(at('routes'), Object.entries(plan.routes).map(([domain, host]) => `${domain}: ${host} byname\n`).join(''))
  await writeFile(at('etc/exim4/exim4.conf'), configuration(plan, folder, smtpPort))
  const [file, args] = underEtc(at('etc'), at('exim4'), [])
  await writeFile(at('exim'), `#!/bin/sh\nexec ${[file, ...args].map((word) => `'${word}'`).join(' ')} "$@"\n`, { mode: 0o755 })

  const exim = (given: string[]) => run(at('exim'), given)
  const start = async () => {
    await exim(['-bd', '-oP', at('exim.pid')])
    await waitUntil('Exim has written its number', () => existsSync(at('exim.pid')))
  }
  const halt = async () => {
    const pid = Number(await readFile(at('exim.pid'), 'utf8'))
    process.kill(pid, 'SIGTERM')
    await waitUntil('Exim has ended', () => !existsSync(`/proc/${pid}`))
    await rm(at('exim.pid'), { force: true })
  }
  await start()
  const logFile = at('log/mainlog')
  let rotations = 0
  return {
    program: at('exim'), smtpPort, logFile, spoolFolder: at('spool'), exim, start, halt,
    rotateLog: () => rename(logFile, `${logFile}.${String((rotations += 1)).padStart(2, '0')}`),
    stop: async () => {
      await halt()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Lines of /etc/hosts: localhost, and each name with its address. */
export function hostsText(hosts: Record<string, string>): string {
  return ['127.0.0.1 localhost', ...Object.entries(hosts).map(([name, address]) => `${address} ${name}`), ''].join('\n')
}

function configuration(plan: EximPlan, folder: string, smtpPort: number): string {
  const { front } = plan
  return `exim_path = ${folder}/exim4
primary_hostname = ${plan.hostName}
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
log_selector = ${plan.logSelector ?? '+received_recipients +outgoing_interface'}
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${smtpPort}${front ? ` : ${front.smtpsPort}` : ''}
smtp_accept_queue_per_connection = 0
smtp_accept_max = 100
split_spool_directory = true
keep_environment =
${front ? tlsSettings(front) : 'tls_advertise_hosts ='}
queue_run_in_order = true
domainlist local_domains = ${plan.localDomains.join(' : ')}
acl_smtp_rcpt = check_recipient

begin acl
check_recipient:
  accept authenticated = *
${front ? recipientRules(front) : '  deny message = relay not permitted'}

begin routers
own:
  driver = redirect
  domains = +local_domains
${front ? `  local_parts = ${front.localParts.join(' : ')}\n` : ''}  data = :blackhole:
out:
  driver = manualroute
  domains = ! +local_domains
  route_data = \${lookup{$domain}lsearch{${folder}/routes}}
  transport = remote_smtp
  self = send

begin transports
remote_smtp:
  driver = smtp
  port = ${plan.port}
  interface = ${plan.bindAddress}
  allow_localhost

begin retry
* * F,1h,10m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{${plan.password}}}
  server_set_id = $auth2
${front && !front.authBeforeTls ? '  server_advertise_condition = ${if def:tls_in_cipher}\n' : ''}`
}

function tlsSettings({ smtpsPort, certificateFile, keyFile }: EximFront): string {
  return `tls_advertise_hosts = *
tls_on_connect_ports = ${smtpsPort}
tls_certificate = ${certificateFile}
tls_privatekey = ${keyFile}`
}

/** As Debian's own configuration has it. */
function recipientRules({ isOpenRelay = false }: EximFront): string {
  return isOpenRelay ? '  accept' : `  require message = relay not permitted
          domains = +local_domains
  require verify = recipient
  accept`
}

function run(file: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { timeout: 60_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${args.join(' ')}: ${stderr}`, { cause: error }))
      else resolve(stdout)
    })
  })
}
