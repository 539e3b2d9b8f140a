import { connect, type Socket } from 'node:net'
import { once } from 'node:events'

export type SmtpReply = { code: number; text: string }
export type Mail = { from: string; to: string[]; raw: string }
/** What became of one mail: the answer to its end, or the first refusal. `acceptedAt` in ms of `performance.now()`. */
export type Submission = { mail: Mail; accepted: boolean; reply: SmtpReply; recipients: SmtpReply[]; acceptedAt: number | null }

export type SmtpSession = {
  command(line: string): Promise<SmtpReply>
  send(mail: Mail): Promise<Submission>
  close(): void
}

const REPLY_WITHIN_MS = 30_000

/** `client`: the address that the server is to take it for (Postfix's XCLIENT, where the server allows it to us). */
export type SmtpServerAt = { port: number; host?: string; client?: string }

/**
 * Opens one SMTP session, logged in with AUTH PLAIN (RFC 4954) unless `login` is null. `send` pipelines MAIL, RCPT and
 * DATA (RFC 2920). Throws when the server does not greet, refuses the login, hangs up, or does not answer for 30 s.
 */
export async function openSmtpSession({ port, host = '127.0.0.1', client }: SmtpServerAt, login: { account: string; password: string } | null): Promise<SmtpSession> {
  const socket = connect({ host, port })
  await once(socket, 'connect')
  const nextReply = replyReader(socket)
  const command = (line: string) => {
    socket.write(`${line}\r\n`)
    return nextReply()
  }

  await mustBe(220, await nextReply())
  await mustBe(250, await command('EHLO client.example'))
  if (client) {
    await mustBe(220, await command(`XCLIENT ADDR=${client} NAME=[UNAVAILABLE]`))
    await mustBe(250, await command('EHLO client.example'))
  }
  if (login) await mustBe(235, await command(`AUTH PLAIN ${Buffer.from(`\0${login.account}\0${login.password}`).toString('base64')}`))
  return { command, send: (mail) => sendMail(socket, nextReply, mail), close: () => void socket.end('QUIT\r\n') }
}

async function sendMail(socket: Socket, nextReply: () => Promise<SmtpReply>, mail: Mail): Promise<Submission> {
  const envelope = [`MAIL FROM:<${mail.from}>`, ...mail.to.map((address) => `RCPT TO:<${address}>`), 'DATA']
  socket.write(envelope.join('\r\n') + '\r\n')
  const sender = await nextReply()
  const recipients: SmtpReply[] = []
  for (const _ of mail.to) recipients.push(await nextReply())
  const data = await nextReply()

  if (data.code !== 354) {
    const refusal = [sender, ...recipients, data].find(({ code }) => code >= 400) ?? data
    return { mail, accepted: false, reply: refusal, recipients, acceptedAt: null }
  }
  socket.write(`${mail.raw.replaceAll('\r\n.', '\r\n..')}\r\n.\r\n`)
  const end = await nextReply()
  return { mail, accepted: end.code === 250, reply: end, recipients, acceptedAt: end.code === 250 ? performance.now() : null }
}

function replyReader(socket: Socket): () => Promise<SmtpReply> {
  const ready: SmtpReply[] = []
  const waiting: { resolve(reply: SmtpReply): void; reject(error: Error): void }[] = []
  let rest = ''
  let lines: string[] = []
  let failure: Error | null = null
  const fail = (error: Error) => {
    failure ??= error
    for (const { reject } of waiting.splice(0)) reject(error)
  }

  socket.setEncoding('latin1')
  socket.setTimeout(REPLY_WITHIN_MS, () => waiting.length > 0 && fail(new Error('the server does not answer')))
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server hung up')))
  socket.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\r\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      lines.push(line)
      // `250-` is followed by more lines, `250 ` is the last one (RFC 5321 4.2.1).
      if (line[3] === '-') continue
      const reply = { code: Number(line.slice(0, 3)), text: lines.join('\n') }
      lines = []
      const waiter = waiting.shift()
      if (waiter) waiter.resolve(reply)
      else ready.push(reply)
    }
  })
  return () => {
    const reply = ready.shift()
    if (reply) return Promise.resolve(reply)
    if (failure) return Promise.reject(failure)
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  }
}

async function mustBe(code: number, reply: SmtpReply): Promise<void> {
  if (reply.code !== code) throw new Error(`the server answered ${reply.text}`)
}
