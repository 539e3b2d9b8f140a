import { askHeard, hearGreeting, sayEhlo } from './converse.ts'
import { ehloOf } from './judge-ehlo.ts'
import { halfOfTheRest, type PortPlan } from './port-plan.ts'
import { isPositive, type Reply } from './reply.ts'
import { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'

/** One mail to whoever should read it, with a mark by which the answer is known again. */
export interface RoundTrip {
  /** Where the answer shall go; a mailbox that somebody or something reads. */
  sender: string
  recipient: string
  /** Stands in the subject and in the Message-ID. */
  mark: string
  at: Date
}

/** `unknown`: the connection ended before the server said whether it has the mail. */
export interface RoundTripSent {
  state: 'sent' | 'refused' | 'unknown'
  messageId: string
  /** What the server said last, or why it said nothing. */
  reply: string
}

/**
 * Sends the round trip's mail over a port that takes mail from other servers, within TLS where it is offered. The only
 * part of the probes that completes a mail: whoever calls it has said so, with a sender of his own.
 */
export async function sendRoundTrip(plan: PortPlan, trip: RoundTrip): Promise<RoundTripSent> {
  const messageId = `<relayward-${trip.mark}@${domainOf(trip.sender)}>`
  const not = (state: RoundTripSent['state'], reply: string): RoundTripSent => ({ state, messageId, reply })
  let isGiven = false
  let connection: SmtpConnection | undefined
  try {
    connection = await SmtpConnection.open(plan)
    const refusal = await getReady(connection, plan, trip)
    if (refusal !== undefined) return not('refused', refusal)
    isGiven = true
    const end = await connection.ask(`${messageOf(trip, messageId)}\r\n.`)
    return not(isPositive(end) ? 'sent' : 'refused', sayReply(end))
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return not(isGiven ? 'unknown' : 'refused', error.message)
  } finally {
    connection?.close()
  }
}

/** @returns why the server does not take the mail, or undefined once it waits for its text */
async function getReady(connection: SmtpConnection, plan: PortPlan, { sender, recipient }: RoundTrip): Promise<string | undefined> {
  const greeting = await hearGreeting(connection)
  if (greeting.reply?.code !== 220) return sayHeard(greeting)
  const ehlo = await sayEhlo(connection, plan)
  if (ehlo.reply?.code !== 250) return sayHeard(ehlo)
  if (ehloOf(ehlo)?.starttls !== 'absent' && (await askHeard(connection, 'STARTTLS')).reply?.code === 220) {
    await connection.startTls({ serverName: plan.name, roots: plan.roots, withinMs: halfOfTheRest(plan) })
    const again = await sayEhlo(connection, plan)
    if (again.reply?.code !== 250) return sayHeard(again)
  }
  for (const [command, code] of [[`MAIL FROM:<${sender}>`, 250], [`RCPT TO:<${recipient}>`, 250], ['DATA', 354]] as const) {
    const heard = await askHeard(connection, command)
    if (heard.reply?.code !== code) return sayHeard(heard)
  }
  return undefined
}

/** Without `Auto-Submitted`: programs that answer shall answer. No line begins with a dot. */
function messageOf({ sender, recipient, mark, at }: RoundTrip, messageId: string): string {
  return [
    `From: <${sender}>`, `To: <${recipient}>`, `Subject: Does somebody read this? [${mark}]`, `Date: ${at.toUTCString().replace('GMT', '+0000')}`, `Message-ID: ${messageId}`,
    'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '',
    'Hello,', '', `this mail finds out whether ${recipient} is read. Please just reply to it.`, '',
    'Guten Tag,', '', `diese Mail stellt fest, ob ${recipient} gelesen wird. Bitte einfach darauf antworten.`,
  ].join('\r\n')
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

function sayHeard({ reply, trouble }: { reply?: Reply; trouble?: Trouble }): string {
  return reply ? sayReply(reply) : (trouble?.message ?? 'no answer')
}

function sayReply({ lines }: Reply): string {
  return lines.join(' ').slice(0, 500)
}
