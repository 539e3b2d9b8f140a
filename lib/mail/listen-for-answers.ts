import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type AnswerListener = { port: number; stop(): Promise<void> }
export type ListenForAnswers = {
  address: string
  port: number
  /** Whether an answer to this address is waited for; mail to any other is refused. */
  isWaitedFor: (recipient: string) => Promise<boolean>
  /** Called before the mail is taken; what it throws puts the mail off. */
  onAnswer: (recipient: string, eml: string) => Promise<void>
}

/** Longer answers are refused by size: what a program says stands at the beginning. */
const ANSWER_BYTES_MAX = 1_000_000
const CLIENTS_MAX = 20
const SILENT_MS = 60_000

/**
 * Takes in answers to mail that we sent: an SMTP server that knows the addresses which were given out and nobody else.
 * Nothing is stored or passed on; a mail is taken when its answer has been understood.
 */
export async function listenForAnswers({ address, port, isWaitedFor, onAnswer }: ListenForAnswers): Promise<AnswerListener> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, size: ANSWER_BYTES_MAX, maxClients: CLIENTS_MAX, socketTimeout: SILENT_MS, closeTimeout: 1_000,
    onRcptTo: ({ address: recipient }, _session, done) => {
      isWaitedFor(recipient.toLowerCase()).then((isKnown) => done(isKnown ? null : refusal(550, '5.1.1 no answer is waited for here')), () => done(refusal(451, '4.3.0 come again later')))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk)
      })
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 too long'))
        const eml = Buffer.concat(chunks).toString('utf8')
        const each = session.envelope.rcptTo.map(({ address: recipient }) => onAnswer(recipient.toLowerCase(), eml))
        Promise.all(each).then(() => done(null, 'read'), () => done(refusal(451, '4.3.0 come again later')))
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => resolve())
  })
  server.removeAllListeners('error')
  // A client that goes away in the middle is an error event of the server, of which there is nothing to say.
  server.on('error', () => {})
  const { port: listening } = server.server.address() as AddressInfo
  return { port: listening, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
