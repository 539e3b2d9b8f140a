import { describePostfix } from '../../lib/agent/host/postfix/postfix-options.ts'
import { applySetup, planSetup } from '../../lib/agent/host/postfix/setup.ts'
import { startDovecotInstance, type DovecotInstance } from '../lab/dovecot-instance.ts'
import { freePort } from '../lab/free-port.ts'
import { startPostfix, type PostfixLab } from '../lab/postfix-instance.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'

export const PASSWORD = 'correct horse battery staple'
export const BAKERY = 'kontakt@baeckerei-muster.example'
export const LAW_FIRM = 'buero@kanzlei-probe.example'
export const ABUSE = 'abuse@muster-hosting.example'
export const POSTMASTER = 'postmaster@muster-hosting.example'

export type MailPlatform = {
  dovecot: DovecotInstance
  mx01: PostfixLab
  mx02: PostfixLab
  /** Takes everything for `world.example` and, once it is routed, for the forged senders' `victim.example`. */
  world: SmtpSink
  /** Refuses every recipient as unknown, so that a host makes bounces. */
  nobody: SmtpSink
  /** Nothing listens here. */
  deadPort: number
  stop(): Promise<void>
}

/** Two real Postfix hosts of one provider behind one Dovecot, set up as `relayward agent setup --apply` does. */
export async function startMailPlatform(): Promise<MailPlatform> {
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  const keep = <T extends { stop(): Promise<void> }>(started: T): T => {
    ends.push(() => started.stop())
    return started
  }
  try {
    const mailboxes = [BAKERY, LAW_FIRM, ABUSE, POSTMASTER]
    const dovecot = keep(await startDovecotInstance(Object.fromEntries(mailboxes.map((address) => [address, PASSWORD]))))
    const world = keep(await startSmtpSink())
    const nobody = keep(await startSmtpSink(() => ({ kind: 'refuse', code: 550, text: '5.1.1 no such user here' })))
    const deadPort = await freePort()
    const routes = { 'world.example': world.port, 'nobody.example': nobody.port, 'dead.example': deadPort, 'victim.example': deadPort }
    const start = async (hostName: string) => {
      const settings = { smtpd_soft_error_limit: '1000', smtpd_hard_error_limit: '10000', smtp_connection_cache_on_demand: 'no' }
      const lab = keep(await startPostfix({ hostName, authSocket: dovecot.authSocket, mailFolder: dovecot.mailFolder, mailboxes, routes, settings }))
      const instance = await describePostfix({ configDirectory: lab.configDirectory })
      await applySetup(instance, await planSetup(instance))
      return lab
    }
    return { dovecot, world, nobody, deadPort, mx01: await start('mx01.muster-hosting.example'), mx02: await start('mx02.muster-hosting.example'), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
