import { CHECK_IDS, type Check, type PortProbe } from '../protocol/probes.ts'
import { beginTls, judgeTlsTrouble, type TlsBegun } from './begin-tls.ts'
import { askHeard, endOf, hearGreeting, sayEhlo } from './converse.ts'
import { flawParameters } from './flaw-words.ts'
import { judgeCertificate } from './judge-certificate.ts'
import { ehloOf, judgeAuth, judgeEhlo, judgeStarttlsOffer } from './judge-ehlo.ts'
import { judgeGreeting, type Heard } from './judge-greeting.ts'
import { judgeRecipients, judgeRelaying } from './judge-recipients.ts'
import { lookAtNames } from './look-at-names.ts'
import { takesInjection } from './look-for-injection.ts'
import { waitsForTls } from './look-for-tls.ts'
import { failed, passed, unknown } from './make-check.ts'
import type { PortPlan } from './port-plan.ts'
import { applies } from './probe.ts'
import { seriousFlaw } from './reply.ts'
import { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'
import { RecipientTrier } from './try-recipients.ts'

/** Looks at one port of one address: every check that applies there, in the order of the contract. Never throws for what a server does. */
export async function lookAtPort(plan: PortPlan): Promise<PortProbe> {
  const look = new PortLook(plan)
  try {
    await look.run()
  } finally {
    look.close()
  }
  const { address, port, tls } = plan
  const checks = CHECK_IDS.filter((id) => applies(id, plan)).map((id) => look.checks.get(id) ?? unknown(id, { finding: look.isReached ? 'conversation-ended' : 'not-reached', parameters: { reason: look.ended } }))
  return { address, port, tls, from: look.from, isReached: look.isReached, checks }
}

/** One look, step by step; what a step could not find out stays open, with the reason. */
class PortLook {
  readonly checks = new Map<Check['id'], Check>()
  /** Why the conversation went no further. */
  ended = 'nothing was heard'
  from: string | null = null
  isReached = false
  private readonly plan: PortPlan
  private connection: SmtpConnection | undefined
  private trier: RecipientTrier | undefined
  private heard: Heard | undefined
  private heloName: string | undefined
  private readonly names: ReturnType<typeof lookAtNames>

  constructor(plan: PortPlan) {
    this.plan = plan
    this.names = lookAtNames(plan)
  }

  async run(): Promise<void> {
    if (this.plan.tls === 'implicit') await this.runImplicit()
    else await this.runPlain()
    if (!this.isReached || this.plan.role !== 'exchange') return
    for (const check of await this.names.judge()) this.put(check)
  }

  close(): void {
    this.connection?.close()
    this.trier?.close()
  }

  private put(check: Check): void {
    this.checks.set(check.id, check)
  }

  private async runImplicit(): Promise<void> {
    if (!(await this.open())) return
    const connection = this.connection as SmtpConnection
    const tls = await beginTls(connection, this.plan, this.plan.name)
    if (tls.trouble) return this.lookInPlainText(tls.trouble)
    this.put(passed('implicit-tls', { finding: 'tls-from-first-byte', parameters: sayTls(tls) }))
    this.put(passed('auth-only-over-tls', { finding: 'auth-within-tls' }))
    const ehlo = await this.greet()
    this.putCertificate(tls, '')
    if (ehlo) await this.tryRecipients()
  }

  /** TLS did not begin: is it that the port speaks plain text? */
  private async lookInPlainText(trouble: Trouble): Promise<void> {
    this.connection?.close()
    const id = 'implicit-tls'
    this.ended = `TLS did not begin: ${trouble.message}`
    // An alert is said in TLS: whoever sends one does not speak plain text.
    if (/\balert\b/.test(trouble.message) || !(await this.open())) return this.put(judgeTlsTrouble(id, trouble, []))
    const ehlo = await this.greet()
    const greeting = this.checks.get('greeting')
    const { port } = this.plan
    this.ended ||= `TLS did not begin: ${trouble.message}`
    this.put(unknown('certificate', { finding: 'no-certificate-seen', parameters: { reason: trouble.message } }))
    if (this.heard?.reply) this.put(failed(id, { finding: 'plain-text', cure: 'smtps-tls-level', parameters: { port }, lines: [`TLS: ${trouble.message}`, ...this.heard.reply.lines] }))
    else if (trouble.kind === 'closed' && greeting?.findingId === 'closed-before-greeting') this.put(failed(id, { finding: 'closed-before-tls', cure: 'smtps-certificate', parameters: { port }, lines: [`TLS: ${trouble.message}`] }))
    else this.put(judgeTlsTrouble(id, trouble, []))
    if (!this.heard?.reply) this.put(unknown('greeting', { finding: 'conversation-ended', parameters: { reason: this.ended } }))
    if (!ehlo) return
    this.put(judgeAuth(ehlo, this.ended))
    await this.tryRecipients()
  }

  private async runPlain(): Promise<void> {
    if (!(await this.open())) return
    const ehlo = await this.greet()
    if (!ehlo) return
    for (const check of judgeStarttlsOffer(ehlo, this.ended)) this.put(check)
    this.put(judgeAuth(ehlo, this.ended))
    const offer = ehloOf(ehlo)?.starttls
    if (offer === 'absent') this.leaveOutTls('does not offer STARTTLS')
    else if (offer === undefined) this.leaveOutTls(this.ended)
    else await this.runStarttls()
    await this.tryRecipients()
    await this.lookForInjection()
  }

  /** Last, and alone: some servers take one connection at a time. */
  private async lookForInjection(): Promise<void> {
    const works = this.checks.get('starttls-works')
    this.close()
    if (works?.state !== 'pass') return
    const said = sayInjection(await takesInjection(this.plan))
    this.put({ ...works, evidence: `${works.evidence}\n${said}` })
  }

  private leaveOutTls(reason: string): void {
    this.put(unknown('starttls-works', { finding: 'conversation-ended', parameters: { reason } }))
    this.put(unknown('certificate', { finding: 'no-certificate-seen', parameters: { reason } }))
  }

  private async open(): Promise<boolean> {
    try {
      this.connection = await SmtpConnection.open(this.plan)
      this.isReached = true
      this.from = this.connection.localAddress || null
      return true
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      if (!this.isReached) this.ended = error.message
      return false
    }
  }

  /** Greeting and EHLO. @returns what was answered to EHLO, or undefined when it did not come to it */
  private async greet(): Promise<Heard | undefined> {
    const connection = this.connection as SmtpConnection
    const greeting = this.plan.tls === 'implicit' ? await hearGreeting(connection) : await this.hearPlainGreeting(connection)
    if (greeting === 'tls') {
      this.ended = 'it waits for TLS from the first byte'
      this.put(failed('greeting', { finding: 'waits-for-tls', cure: 'no-tls-from-first-byte', parameters: { port: this.plan.port } }))
      connection.close()
      return undefined
    }
    greeting.unasked = connection.takeUnasked()
    this.heard = greeting
    this.put(judgeGreeting(greeting))
    const end = endOf(greeting, 220, 'the connection')
    if (end !== undefined) {
      this.ended = end
      return undefined
    }
    const ehlo = await sayEhlo(connection, this.plan)
    ehlo.unasked = connection.takeUnasked()
    this.put(judgeEhlo(ehlo))
    this.heloName = ehloOf(ehlo)?.name
    if (this.heloName !== undefined) this.names.hear(this.heloName)
    this.ended = endOf(ehlo, 250, 'EHLO') ?? ''
    return ehlo
  }

  /** Where plain text is due, a server that says nothing may wait for TLS. */
  private async hearPlainGreeting(connection: SmtpConnection): Promise<Heard | 'tls'> {
    const greeted = new AbortController()
    const greeting = hearGreeting(connection)
    const tls = async (): Promise<Heard | 'tls'> => ((await waitsForTls(this.plan, greeted.signal)) ? 'tls' : greeting)
    const first = await Promise.race([greeting, tls()])
    greeted.abort()
    return first
  }

  private async runStarttls(): Promise<void> {
    const id = 'starttls-works'
    const connection = this.connection as SmtpConnection
    const heard = await askHeard(connection, 'STARTTLS')
    const lines = heard.reply?.lines ?? heard.unfinished?.lines ?? []
    const flaw = heard.reply && seriousFlaw(heard.reply)
    if (!heard.reply || heard.reply.code !== 220 || flaw) {
      const reason = endOf(heard, 220, 'STARTTLS') ?? 'the answer to STARTTLS is wrong'
      this.put(unknown('certificate', { finding: 'no-certificate-seen', parameters: { reason } }))
      if (!heard.reply && heard.trouble?.kind !== 'closed') return this.put(unknown(id, { finding: 'no-answer', parameters: { reason }, lines }))
      if (flaw) return this.put(failed(id, { finding: 'starttls-flawed', cure: 'mend-replies', parameters: flawParameters(flaw), lines }))
      return this.put(failed(id, { finding: heard.reply ? 'starttls-refused' : 'starttls-closed', cure: 'starttls-certificate', parameters: { code: String(heard.reply?.code) }, lines }))
    }
    const tls = await beginTls(connection, this.plan, this.nameOfHost)
    this.putCertificate(tls, tls.trouble?.message ?? '')
    if (tls.trouble) return this.put(judgeTlsTrouble(id, tls.trouble, lines))
    const again = await sayEhlo(connection, this.plan)
    const end = endOf(again, 250, 'EHLO')
    if (end === undefined) return this.put(passed(id, { finding: 'tls-works', parameters: sayTls(tls), lines }))
    const isTheirs = again.reply !== undefined || again.trouble?.kind === 'closed'
    const found = { finding: 'dead-after-tls', parameters: { reason: end }, lines: again.reply?.lines ?? [] } as const
    this.put(isTheirs ? failed(id, { ...found, cure: 'mend-tls' }) : unknown(id, found))
    connection.close()
  }

  /** That which clients use, else that which the host gives itself. */
  private get nameOfHost(): string | undefined {
    return this.plan.name ?? (this.heloName !== undefined && this.heloName !== '' ? this.heloName : undefined)
  }

  private putCertificate({ certificate }: TlsBegun, reason: string): void {
    const { address, now } = this.plan
    this.put(judgeCertificate(certificate, { name: this.nameOfHost, address, now, reason: reason || 'the server showed none' }))
  }

  /** Over the connection there is, within TLS where that has begun. */
  private async tryRecipients(): Promise<void> {
    const { domain, role } = this.plan
    const trier = new RecipientTrier(this.plan, this.connection?.isOpen && this.heloName !== undefined ? this.connection : undefined)
    this.trier = trier
    if (role === 'exchange' && domain !== undefined) {
      for (const check of judgeRecipients(await trier.tryOwn(domain))) this.put(check)
    } else if (role === 'exchange') {
      const bare = await trier.tryBarePostmaster()
      const [, postmaster] = judgeRecipients({ postmaster: bare, abuse: bare, unknown: bare })
      if (postmaster) this.put(postmaster)
      for (const id of ['refuses-unknown-recipient', 'abuse-accepted'] as const) this.put(unknown(id, { finding: 'no-domain' }))
    }
    this.put(judgeRelaying(await trier.tryForeign(), this.from ?? ''))
  }
}

function sayTls({ protocol = 'TLS', cipher = '' }: TlsBegun): { protocol: string; cipher: string } {
  return { protocol, cipher }
}

function sayInjection(isTaken: boolean | undefined): string {
  if (isTaken === undefined) return 'plain text behind STARTTLS: not seen what becomes of it'
  return isTaken ? 'plain text behind STARTTLS is carried over into TLS (CVE-2011-0411): update the server' : 'plain text behind STARTTLS is thrown away'
}
