import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** What the sink does with the n-th mail it is given (1, 2 …). `drop`: takes it and ends the connection unanswered. */
export type SinkAct = 'accept' | 'drop' | { code: number; text: string }
export type SunkMail = { messageId: string; to: string[]; raw: string; isAnswered: boolean }
export type SmtpSink = { port: number; mails: SunkMail[]; stop: () => Promise<void> }

/** A real SMTP server on loopback that keeps what it is given and answers by script. For tests and the demo's mailbox. */
export async function startSmtpSink(script: (mail: number) => SinkAct): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  const sockets = new Map<number, Socket>()
  let given = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, done) => {
      const keep = (raw: Buffer) => {
        given += 1
        const act = script(given)
        if (act !== 'accept' && act !== 'drop') return done(Object.assign(new Error(act.text), { responseCode: act.code }))
        mails.push(sunkMail(raw.toString('latin1'), session.envelope.rcptTo, act === 'accept'))
        if (act === 'accept') return done(null, `kept as ${given}`)
        sockets.get(session.remotePort ?? 0)?.destroy()
      }
      // A sender that dies in the middle of a mail has not given it to us.
      buffer(stream).then(keep, (error: Error) => done(error))
    },
  })
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, mails, stop: () => stopSink(server, sockets) }
}

function sunkMail(raw: string, to: { address: string }[], isAnswered: boolean): SunkMail {
  const messageId = /^message-id: *(\S+)/im.exec(raw)?.[1] ?? ''
  return { messageId, to: to.map(({ address }) => address), raw, isAnswered }
}

async function stopSink(server: SMTPServer, sockets: Map<number, Socket>): Promise<void> {
  for (const socket of sockets.values()) socket.destroy()
  await new Promise<void>((resolve) => server.close(resolve))
}
