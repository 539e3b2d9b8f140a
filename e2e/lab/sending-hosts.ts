import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { submitMail, makeMail } from '../../lib/demo/smtp/submit-mail.ts'
import type { DovecotInstance } from './dovecot-instance.ts'
import { startDovecotInstance } from './dovecot-instance.ts'
import { hostsText, startExim, type EximLab } from './exim-instance.ts'
import { startPostfix, type PostfixLab } from './postfix-instance.ts'
import { realRefusals, SENDING_DOMAIN, type KnownRefusal } from './refusal-cases.ts'
import { startRefusingReceivers, type RefusingReceivers } from './refusing-receivers.ts'

export const ACCOUNT = `kontakt@${SENDING_DOMAIN}`
/** Mail of this sender is refused by nobody. */
export const WELCOME = `willkommen@${SENDING_DOMAIN}`
const PASSWORD = 'correct horse battery staple'
/** Where each host sends from, which is how the receivers tell them apart. */
export const SENDING_IPS = { postfix: '127.0.0.25', exim: '127.0.0.26' }

export type SendingHosts = {
  cases: KnownRefusal[]
  receivers: RefusingReceivers
  dovecot: DovecotInstance
  postfix: PostfixLab
  exim: EximLab | null
  /** Hands in one mail for each of the cases and one that is taken, at Postfix or Exim. */
  send(host: 'postfix' | 'exim', cases: KnownRefusal[]): Promise<void>
  stop(): Promise<void>
}

/**
 * A real Postfix and, if wanted, a real Exim that send to receivers under the names of the big ones, as their own
 * /etc/hosts says, which refuse with `count` real refusals.
 */
export async function startSendingHosts({ count, withExim }: { count: number; withExim: boolean }): Promise<SendingHosts> {
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  const keep = <T extends { stop(): Promise<void> }>(started: T): T => {
    ends.push(() => started.stop())
    return started
  }
  try {
    const cases = realRefusals(count)
    const names = [...new Set(cases.map(({ mx }) => mx))]
    const hosts = Object.fromEntries(names.map((name, n) => [name, `127.1.${n >> 8}.${(n & 255) + 1}`]))
    const bySender = new Map(cases.map((refusal) => [refusal.sender, refusal]))
    const receivers = keep(await startRefusingReceivers(hosts, (sender) => bySender.get(sender)))
    const dovecot = keep(await startDovecotInstance({ [ACCOUNT]: PASSWORD }))

    const etc = await mkdtemp(path.join(tmpdir(), 'relayward-etc-'))
    ends.push(() => rm(etc, { recursive: true, force: true }))
    // It becomes the mode of /etc, which every user must reach.
    await chmod(etc, 0o755)
    await writeFile(path.join(etc, 'hosts'), hostsText(hosts))
    const postfix = keep(await startPostfix({
      hostName: 'mx01.muster-hosting.example', authSocket: dovecot.authSocket, mailFolder: dovecot.mailFolder, etc,
      mailboxes: [ACCOUNT, WELCOME, ...cases.map(({ sender }) => sender)],
      routes: Object.fromEntries(cases.map(({ domain, mx }) => [domain, `out:[${mx}]:${receivers.port}`])),
      services: `out unix - - n - - smtp\n  -o syslog_name=postfix-out\n  -o smtp_bind_address=${SENDING_IPS.postfix}\n`,
      settings: { smtp_connection_cache_on_demand: 'no', minimal_backoff_time: '3600s', maximal_backoff_time: '7200s', queue_run_delay: '3600s' },
    }))
    const exim = !withExim ? null : keep(await startExim({
      hostName: 'mx03.muster-hosting.example', password: PASSWORD, localDomains: [SENDING_DOMAIN], hosts, port: receivers.port, bindAddress: SENDING_IPS.exim,
      routes: Object.fromEntries(cases.map(({ domain, mx }) => [domain, mx])),
    }))

    let serial = 0
    const send = async (host: 'postfix' | 'exim', some: KnownRefusal[]) => {
      const mails = some.flatMap(({ sender, domain }) => [sender, WELCOME].map((from) => makeMail((serial += 1), { from, to: [`r${serial}@${domain}`] })))
      const port = host === 'postfix' ? postfix.smtpPort : (exim?.smtpPort ?? 0)
      const answers = await submitMail({ port, account: ACCOUNT, password: PASSWORD, mails, sessions: 4 })
      const refused = answers.find(({ accepted }) => !accepted)
      if (refused || answers.length < mails.length) throw new Error(`not all was taken in: ${refused?.reply.text}`)
    }
    return { cases, receivers, dovecot, postfix, exim, send, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
