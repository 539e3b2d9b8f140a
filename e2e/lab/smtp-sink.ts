import { SMTPServer } from 'smtp-server'
import { setTimeout as wait } from 'node:timers/promises'

/** A message as it came over the wire, byte for byte (dot-stuffing undone). */
export type SunkMessage = { at: Date; from: string; to: string[]; raw: Buffer }
/** How a recipient is answered. `slow`: accepted, but the final answer comes after `ms`. */
export type SinkAnswer = { kind: 'accept' } | { kind: 'refuse'; code: number; text: string } | { kind: 'slow'; ms: number }

export type SmtpSink = { port: number; messages: SunkMessage[]; stop(): Promise<void> }

/** An SMTP server on 127.0.0.1, on a free port unless one is named, that keeps all it is given and answers as `answer` says. */
export async function startSmtpSink(answer: (recipient: string) => SinkAnswer = () => ({ kind: 'accept' }), onPort = 0): Promise<SmtpSink> {
  const messages: SunkMessage[] = []
  const stopping = new AbortController()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const given = answer(address)
      if (given.kind !== 'refuse') return done()
      done(Object.assign(new Error(given.text), { responseCode: given.code }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address)
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
        const keep = () => {
          messages.push({ at: new Date(), from, to, raw: Buffer.concat(chunks) })
          done()
        }
        const delay = Math.max(0, ...to.map(answer).map((given) => (given.kind === 'slow' ? given.ms : 0)))
        if (delay === 0) return keep()
        void wait(delay, undefined, { signal: stopping.signal }).then(keep, done)
      })
    },
  })
  // A client that goes away in the middle is an error event of the server; a sink has nothing to say about it.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(onPort, '127.0.0.1', resolve))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the sink has no port')

  const stop = () => {
    stopping.abort()
    return new Promise<void>((resolve) => server.close(resolve))
  }
  return { port: address.port, messages, stop }
}
