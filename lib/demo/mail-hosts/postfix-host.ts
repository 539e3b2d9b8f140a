import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describePostfix } from '../../agent/host/postfix/postfix-options.ts'
import { applySetup, planSetup } from '../../agent/host/postfix/setup.ts'
import { hostFolderOf, PORTS, receiversAddress, type DemoHost, type DemoPlace } from '../hosts.ts'
import { certificateFile, doorPlaces } from '../door.ts'
import type { Dovecot } from '../mail-servers/dovecot.ts'
import { layOutPostfix, openPostfix, type Postfix, type PostfixPlan } from '../mail-servers/postfix.ts'
import type { Mail } from '../smtp/smtp-session.ts'
import { submitMail } from '../smtp/submit-mail.ts'
import { MAIL_PASSWORD, type DemoMailHost, type DemoSender, type DriverOptions, type SendingHow } from './demo-mail-host.ts'

const LOG_BYTES_MAX = 4_000_000
const OLD_LOGS_KEPT = 2

/** What its agent is told of a Postfix host of the demo. */
export function postfixOptions(place: DemoPlace, host: DemoHost): DriverOptions {
  const folder = hostFolderOf(place, host)
  return { configDirectory: path.join(folder, 'etc'), hostName: host.name, stateFolder: path.join(folder, 'relayward') }
}

/**
 * A private Postfix of the demo, running and set up as `relayward agent setup --apply` does. One that runs already,
 * left by a start that was killed, is taken over.
 */
export async function startPostfixHost(place: DemoPlace, host: DemoHost, dovecot: Pick<Dovecot, 'authSocket' | 'mailFolder'>, mailboxes: string[]): Promise<DemoMailHost> {
  const plan: PostfixPlan = {
    folder: hostFolderOf(place, host), hostName: `${host.name}.muster-hosting.example`, address: host.address, smtpPort: PORTS.smtp, submissionPort: PORTS.submission,
    authSocket: dovecot.authSocket, mailFolder: dovecot.mailFolder, mailboxes, routes: {}, routesTo: receiversAddress(place),
    services: doorServices(host, certificateFile(place, host)),
    settings: {
      default_transport: `smtp:[${receiversAddress(place)}]:${PORTS.receivers}`,
      smtpd_authorized_xclient_hosts: '127.0.0.0/8',
      smtpd_soft_error_limit: '1000',
      smtpd_hard_error_limit: '10000',
      smtp_connection_cache_on_demand: 'no',
    },
  }
  const postfix = (await isLaidOut(plan)) ? openPostfix(plan) : await layOut(plan)
  if (!(await postfix.isRunning())) await postfix.start()
  return {
    name: host.name,
    send: (sender, mails, how = {}) => send(host, sender, mails, how),
    tidy: () => tidyLogs(postfix),
    stop: () => postfix.halt().catch(async () => void (await postfix.tool('postfix', ['abort']))),
  }
}

/** What strangers meet: the three ports with TLS, beside those over which the demo's own traffic goes. */
function doorServices(host: DemoHost, certificate: string): string {
  const tls = ` -o smtpd_tls_chain_files=${certificate} -o smtpd_tls_auth_only=yes`
  const services = doorPlaces(host).map(({ address, port, as }) => `${address}:${port} inet n - n - - smtpd -o syslog_name=postfix/door${as}${tls} -o ${as === 465 ? 'smtpd_tls_wrappermode=yes' : 'smtpd_tls_security_level=may'}\n`)
  return [...services, 'tlsmgr unix - - n 1000? 1 tlsmgr\n'].join('')
}

/** A plan that is on disk already is not written again: that would take back what our own set-up added to it. */
async function isLaidOut(plan: PostfixPlan): Promise<boolean> {
  return (await readFile(stampOf(plan), 'utf8').catch(() => '')) === hashOf(plan)
}

async function layOut(plan: PostfixPlan): Promise<Postfix> {
  await mkdir(plan.folder, { recursive: true })
  await rm(stampOf(plan), { force: true })
  const postfix = await layOutPostfix(plan)
  const instance = await describePostfix({ configDirectory: postfix.configDirectory })
  await applySetup(instance, await planSetup(instance))
  await writeFile(stampOf(plan), hashOf(plan))
  return postfix
}

function stampOf(plan: PostfixPlan): string {
  return path.join(plan.folder, 'laid-out')
}

function hashOf(plan: PostfixPlan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex')
}

async function send(host: DemoHost, sender: DemoSender, mails: Mail[], { sessions = 1, refusalsMax = Infinity }: SendingHow): Promise<{ taken: number; refused: number }> {
  if ('uid' in sender) throw new Error(`no scripts run on ${host.name}`)
  const { account, clientIp } = sender
  const counts = { taken: 0, refused: 0 }
  const givingUp = new AbortController()
  await submitMail({
    host: host.address, port: PORTS.submission, client: clientIp, account, password: MAIL_PASSWORD, mails, sessions: Math.min(sessions, mails.length), signal: givingUp.signal,
    onAnswer: ({ accepted }) => {
      counts[accepted ? 'taken' : 'refused'] += 1
      if (counts.refused >= refusalsMax) givingUp.abort()
    },
  })
  return counts
}

async function tidyLogs(postfix: Postfix): Promise<void> {
  const folder = path.dirname(postfix.logFile)
  if (((await stat(postfix.logFile).catch(() => null))?.size ?? 0) > LOG_BYTES_MAX) await postfix.rotateLog()
  const old = (await readdir(folder)).filter((name) => name.startsWith('mail.log.')).sort()
  for (const name of old.slice(0, -OLD_LOGS_KEPT)) await rm(path.join(folder, name))
}
