import { createTransport, type Transporter } from 'nodemailer'

/** A mail server that takes our mail, and how long we wait for it. */
export type MailServer = { host: string; port: number; tls: boolean; auth?: { user: string; password: string }; timeoutMs?: number }

export type OutgoingMail = {
  messageId: string
  date: Date
  /** `Name <address>` or a bare address; bounces come back to the address. */
  from: { name: string; address: string }
  replyTo: string
  to: string[]
  subject: string
  text: string
}

/** `unknown`: the connection ended after the mail was given and before the server said so; it may have it. */
export type MailOutcome =
  | { state: 'accepted'; reply: string; refused: string[] }
  | { state: 'refused'; isPermanent: boolean; reply: string }

const DEFAULT_TIMEOUT_MS = 30_000

/**
 * Sends one plain-text mail over SMTP and says what the server answered; never throws for what a server or network
 * does. Sending the same mail again gives the same bytes, so that a mail client folds a double by its Message-ID.
 *
 * `Auto-Submitted: auto-generated` (RFC 3834 section 5) keeps vacation responders and ticket systems from answering
 * by themselves; people can reply as ever. Exchange knows its own header instead; `OOF, AutoReply` leaves delivery
 * reports on (MS-OXCMAIL 2.2.3.2.14).
 */
export async function sendMail(server: MailServer, mail: OutgoingMail): Promise<MailOutcome> {
  const transport = transportTo(server)
  try {
    const { accepted = [], rejected = [], response = '' } = await transport.sendMail({
      ...mail,
      envelope: { from: mail.from.address, to: mail.to },
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
      textEncoding: 'quoted-printable',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    if (accepted.length === 0) return { state: 'refused', isPermanent: true, reply: response }
    return { state: 'accepted', reply: response, refused: rejected.map(String) }
  } catch (error) {
    return refusal(error)
  } finally {
    transport.close()
  }
}

function transportTo({ host, port, tls, auth, timeoutMs = DEFAULT_TIMEOUT_MS }: MailServer): Transporter {
  return createTransport({
    host,
    port,
    secure: tls,
    auth: auth && { user: auth.user, pass: auth.password },
    connectionTimeout: timeoutMs / 3,
    greetingTimeout: timeoutMs / 3,
    socketTimeout: timeoutMs / 3,
    dnsTimeout: timeoutMs / 3,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** A 5xx answer to the mail itself is for good. A refused login, a lost connection or a 4xx may pass. */
function refusal(error: unknown): MailOutcome {
  const { responseCode, code, response, message } = error as { responseCode?: number; code?: string; response?: string; message?: string }
  const isPermanent = code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500
  return { state: 'refused', isPermanent, reply: response ?? message ?? String(error) }
}
