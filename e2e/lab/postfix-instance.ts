import { execFile } from 'node:child_process'
import { chmod, copyFile, lchown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cleanLeftovers, ownFolder } from './clean-leftovers.ts'
import { MAIL_UID } from './dovecot-instance.ts'
import { freePort } from './free-port.ts'
import { waitUntil } from './wait-until.ts'

const run = promisify(execFile)

export type PostfixPlan = {
  hostName: string
  authSocket: string
  mailFolder: string
  /** Local mailboxes; other addresses of their domains are refused as unknown users. */
  mailboxes: string[]
  /** Which port of 127.0.0.1 a domain's mail goes to. Mail for any other domain stays in the queue. */
  routes: Record<string, number>
  /** Further parameters of main.cf. */
  settings?: Record<string, string>
  /** Lines put at the end of master.cf. */
  services?: string
}

export type PostfixLab = {
  configDirectory: string
  queueDirectory: string
  logFile: string
  smtpPort: number
  /** The same service under `syslog_name=postfix/submission`. */
  submissionPort: number
  start(): Promise<void>
  halt(): Promise<void>
  reload(): Promise<void>
  /** Where a domain's mail goes from now on. */
  route(routes: Record<string, number>): Promise<void>
  /** Runs one of Postfix's programs for this instance, `-c` given; answers its output. */
  tool(program: string, args: string[], input?: string): Promise<string>
  /** Puts the log away and begins a new one, as `postfix logrotate` does. */
  rotateLog(): Promise<void>
  stop(): Promise<void>
}

/** A private Postfix, started: own configuration, queue, data and log, free ports of 127.0.0.1. Nothing leaves it. */
export async function startPostfix(plan: PostfixPlan): Promise<PostfixLab> {
  await cleanLeftovers('relayward-postfix-')
  const folder = await mkdtemp(join(tmpdir(), 'relayward-postfix-'))
  ownFolder(folder, 'queue/pid/master.pid')
  await chmod(folder, 0o755)
  const configDirectory = join(folder, 'etc')
  const logFile = join(folder, 'log', 'mail.log')
  for (const name of ['etc', 'queue', 'data', 'log']) await mkdir(join(folder, name), { mode: 0o755 })
  const postfixUid = Number((await run('id', ['-u', 'postfix'])).stdout)
  await lchown(join(folder, 'data'), postfixUid, -1)

  const ports = { smtpPort: await freePort(), submissionPort: await freePort() }
  const write = (name: string, text: string) => writeFile(join(configDirectory, name), text, { mode: 0o644 })
  await write('main.cf', mainConfiguration(folder, plan))
  await write('master.cf', masterConfiguration(ports) + (plan.services ?? ''))
  await copyFile('/etc/postfix/dynamicmaps.cf', join(configDirectory, 'dynamicmaps.cf'))

  const tool = (program: string, args: string[], input = '') => runTool(program, ['-c', configDirectory, ...args], input)
  const mapFile = async (name: string, lines: string[]) => {
    await write(name, lines.join('\n') + '\n')
    await tool('postmap', [`lmdb:${join(configDirectory, name)}`])
  }
  const route = (routes: Record<string, number>) =>
    mapFile('transport', Object.entries(routes).map(([domain, port]) => `${domain} smtp:[127.0.0.1]:${port}`))
  await mapFile('mailboxes', plan.mailboxes.map((address) => `${address} ${address}/`))
  await route(plan.routes)

  const start = async () => {
    await tool('postfix', ['start'])
    await waitUntil('Postfix writes that it has started', async () => (await readFile(logFile, 'utf8').catch(() => '')).includes('daemon started'))
  }
  const halt = async () => void (await tool('postfix', ['stop']))
  await start()

  return {
    configDirectory, queueDirectory: join(folder, 'queue'), logFile, ...ports, start, halt, route, tool,
    reload: async () => void (await tool('postfix', ['reload'])),
    rotateLog: async () => {
      await rename(logFile, `${logFile}.${process.hrtime.bigint()}`)
      await tool('postfix', ['reload'])
    },
    stop: async () => {
      await halt().catch(() => tool('postfix', ['abort']))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function runTool(program: string, args: string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(`/usr/sbin/${program}`, args, { timeout: 30_000, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program}: ${stderr}`, { cause: error }))
      else resolve(stdout)
    })
    // A program that ends without reading its input is judged by its exit code.
    child.stdin?.on('error', () => {}).end(input)
  })
}

function mainConfiguration(folder: string, plan: PostfixPlan): string {
  const domains = [...new Set(plan.mailboxes.map((address) => address.slice(address.indexOf('@') + 1)))]
  const etc = join(folder, 'etc')
  const settings: Record<string, string> = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    maillog_file: join(folder, 'log', 'mail.log'),
    maillog_file_prefixes: join(folder, 'log'),
    myhostname: plan.hostName,
    mydestination: '',
    mynetworks: '127.255.255.254/32',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    alias_maps: '',
    local_recipient_maps: '',
    disable_dns_lookups: 'yes',
    smtp_host_lookup: 'native',
    transport_maps: `lmdb:${etc}/transport`,
    // What no route names is deferred by error(8): it stays in the queue and never leaves this machine.
    default_transport: 'retry:4.4.1 no route to this domain in the lab',
    virtual_mailbox_domains: domains.join(', '),
    virtual_mailbox_base: plan.mailFolder,
    virtual_mailbox_maps: `lmdb:${etc}/mailboxes`,
    virtual_uid_maps: `static:${MAIL_UID}`,
    virtual_gid_maps: `static:${MAIL_UID}`,
    smtpd_sasl_auth_enable: 'yes',
    smtpd_sasl_type: 'dovecot',
    smtpd_sasl_path: plan.authSocket,
    smtpd_relay_restrictions: 'permit_sasl_authenticated, reject_unauth_destination',
    smtpd_client_connection_count_limit: '0',
    smtpd_peername_lookup: 'no',
    enable_long_queue_ids: 'yes',
    ...plan.settings,
  }
  return Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`).join('')
}

function masterConfiguration(ports: { smtpPort: number; submissionPort: number }): string {
  return `127.0.0.1:${ports.smtpPort} inet n - n - - smtpd
127.0.0.1:${ports.submissionPort} inet n - n - - smtpd
  -o syslog_name=postfix/submission
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}
