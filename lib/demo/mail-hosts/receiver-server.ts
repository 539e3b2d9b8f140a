import type { AddressInfo, Socket } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { answerOf } from '../receivers.ts'

export type Listening = { port: number; stop(): Promise<void> }

/** What was put off is remembered for so many recipients; the oldest are forgotten first. */
const REMEMBERED_MAX = 5000

/** All the demo's receivers behind one address: told apart by the recipient's domain. What they take is thrown away. */
export async function startReceivers(address: string, port: number): Promise<Listening> {
  const tries = new Map<string, number>()
  return listen(address, port, {
    onRcptTo: ({ address: recipient }, session, done) => {
      const key = `${mailFrom(session)} ${recipient}`
      const before = tries.get(key) ?? 0
      remember(tries, key, before + 1)
      const answer = answerOf({ recipient, host: session.hostNameAppearsAs ? (session.hostNameAppearsAs.split('.')[0] ?? '') : '', tries: before })
      if (answer.kind === 'accept') return done()
      const [code, text] = answer.kind === 'unreachable' ? [421, '4.4.2 nobody is here'] : [answer.code, answer.text]
      done(Object.assign(new Error(text), { responseCode: code }))
    },
    onData: (stream, _session, done) => {
      stream.on('end', () => done())
      stream.resume()
    },
  })
}

type Handlers = Pick<NonNullable<ConstructorParameters<typeof SMTPServer>[0]>, 'onRcptTo' | 'onData'>

/** A plain SMTP server on one address of this machine; port 0 takes a free one. */
export async function listen(address: string, port: number, handlers: Handlers): Promise<Listening> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 500, ...handlers })
  server.server.on('connection', (socket: Socket) => socket.setNoDelay(true))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, () => resolve())
  })
  // A client that goes away in the middle is an error event of the server, of which there is nothing to say.
  server.on('error', () => {})
  const listening = server.server.address() as AddressInfo
  return { port: listening.port, stop: () => new Promise((resolve) => server.close(() => resolve())) }
}

function mailFrom(session: SMTPServerSession): string {
  return session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
}

function remember(tries: Map<string, number>, key: string, count: number): void {
  tries.set(key, count)
  const [oldest] = tries.keys()
  if (tries.size > REMEMBERED_MAX && oldest !== undefined) tries.delete(oldest)
}

