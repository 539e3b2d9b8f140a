import { askHeard, hearGreeting, ownName, sayEhlo } from './converse.ts'
import type { Tried, TriedRecipients } from './judge-recipients.ts'
import type { PortPlan } from './port-plan.ts'
import { isPositive, isRefusal } from './reply.ts'
import { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'

/** A domain that exists, takes no mail and belongs to nobody (RFC 2606). */
export const FOREIGN_DOMAIN = 'example.com'
/** Connections for the recipients, where the server hangs up again and again. */
const CONNECTIONS_MAX = 5

/**
 * Asks for recipients and takes it back each time: MAIL, RCPT, RSET, and never DATA, so that no mail can come of it. The
 * sender is empty as that of a bounce: nobody gets an answer, whatever the server does, and no address is forged.
 */
export class RecipientTrier {
  private connection: SmtpConnection | undefined
  private connections = 0
  /** Why no further connection is worth a try. */
  private hopeless: string | undefined
  private readonly plan: PortPlan

  /** @param connection one that has got as far as EHLO, to go on with; undefined when there is none */
  constructor(plan: PortPlan, connection: SmtpConnection | undefined) {
    this.plan = plan
    this.connection = connection
  }

  async tryOwn(domain: string): Promise<TriedRecipients> {
    const postmaster = await this.try(`postmaster@${domain}`)
    const abuse = await this.try(`abuse@${domain}`)
    return { postmaster, abuse, unknown: await this.try(`${this.plan.randomWord()}@${domain}`) }
  }

  /** Every server must take mail for the postmaster without a domain (RFC 5321, 4.5.1). */
  tryBarePostmaster(): Promise<Tried> {
    return this.try('postmaster')
  }

  /** A foreign recipient, from nobody and from a sender of the host's own domain: some let those relay. */
  async tryForeign(): Promise<Tried[]> {
    const { domain, randomWord } = this.plan
    const recipient = `${randomWord()}@${FOREIGN_DOMAIN}`
    const tries = [await this.try(recipient)]
    if (domain !== undefined) tries.push(await this.try(recipient, `postmaster@${domain}`))
    return tries
  }

  close(): void {
    this.connection?.close()
  }

  /** Once more over a new connection where the server hung up before it answered. */
  private async try(recipient: string, sender = ''): Promise<Tried> {
    const first = await this.tryOnce(recipient, sender)
    return first.reply || this.connection?.isOpen || this.hopeless !== undefined || this.plan.signal.aborted ? first : this.tryOnce(recipient, sender)
  }

  private async tryOnce(recipient: string, sender: string): Promise<Tried> {
    const nothing: Tried = { recipient, at: 'MAIL', reason: '', lines: [] }
    const connection = await this.openOne()
    if (typeof connection === 'string') return { ...nothing, reason: connection }
    const begin = connection.transcript.length
    const since = (found: Omit<Tried, 'recipient' | 'lines'>): Tried => ({ recipient, ...found, lines: connection.transcript.slice(begin) })
    let mail = await askHeard(connection, `MAIL FROM:<${sender}>`)
    if (mail.reply && isRefusal(mail.reply) && sender === '' && mail.reply.code !== 530) {
      mail = await askHeard(connection, `MAIL FROM:<postmaster@${ownName(connection, this.plan)}>`)
    }
    if (!mail.reply || !isPositive(mail.reply)) return since({ at: 'MAIL', reply: mail.reply, reason: mail.trouble?.message ?? '' })
    const rcpt = await askHeard(connection, `RCPT TO:<${recipient}>`)
    const tried = since({ at: 'RCPT', reply: rcpt.reply, reason: rcpt.trouble?.message ?? '' })
    const reset = connection.isOpen ? await askHeard(connection, 'RSET') : undefined
    // Who cannot forget a recipient would mix it up with the next one.
    if (reset && !(reset.reply && isPositive(reset.reply))) connection.close()
    return tried
  }

  /** A connection that has got as far as EHLO, or why there is none. */
  private async openOne(): Promise<SmtpConnection | string> {
    if (this.connection?.isOpen) return this.connection
    if (this.connections >= CONNECTIONS_MAX) this.hopeless ??= 'the server hung up again and again'
    if (this.hopeless !== undefined) return this.hopeless
    this.connections++
    try {
      const connection = await SmtpConnection.open(this.plan)
      this.connection = connection
      const greeting = await hearGreeting(connection)
      if (greeting.reply?.code !== 220) return this.giveUp(greeting.trouble?.message ?? `greeted with ${greeting.reply?.code}`)
      const ehlo = await sayEhlo(connection, this.plan)
      if (ehlo.reply && isRefusal(ehlo.reply)) await askHeard(connection, `HELO ${ownName(connection, this.plan)}`)
      else if (!ehlo.reply || !isPositive(ehlo.reply)) return this.giveUp(ehlo.trouble?.message ?? `EHLO was answered with ${ehlo.reply?.code}`)
      return connection
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      return this.giveUp(error.message)
    }
  }

  private giveUp(reason: string): string {
    this.connection?.close()
    this.hopeless = reason
    return reason
  }
}
