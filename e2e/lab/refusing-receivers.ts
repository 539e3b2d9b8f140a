import { createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { freePort } from './free-port.ts'

export type RefusalStage = 'MAIL' | 'RCPT' | 'DATA'
/** What a receiver says to mail of one sender, and where in the dialogue. */
export type RefusalCase = { sender: string; stage: RefusalStage; text: string }
/** One mail that came to a receiver and how it was answered. */
export type Answered = { at: number; receiver: string; clientIp: string; sender: string; outcome: 'delivered' | 'deferred' | 'bounced' }

export type RefusingReceivers = { port: number; answered: Answered[]; stop(): Promise<void> }

/**
 * SMTP servers, one for each receiver's address, all on one port. Mail of a sender with a case is refused in its words,
 * all other mail is taken. Written out by hand: real refusals have many lines, which a ready server does not say as told.
 */
export async function startRefusingReceivers(addresses: Record<string, string>, caseOf: (sender: string) => RefusalCase | undefined): Promise<RefusingReceivers> {
  const port = await freePort()
  const answered: Answered[] = []
  const servers: Server[] = []
  const open = new Set<Socket>()
  for (const [receiver, address] of Object.entries(addresses)) {
    const server = createServer((socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      // A client that goes away in the middle has been answered all the same.
      socket.on('error', () => {})
      converse(socket, caseOf, (sender, outcome) => {
        answered.push({ at: Date.now(), receiver, clientIp: socket.remoteAddress ?? '', sender, outcome })
      })
    })
    server.listen(port, address)
    await once(server, 'listening')
    servers.push(server)
  }
  return {
    port, answered,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function converse(socket: Socket, caseOf: (sender: string) => RefusalCase | undefined, tell: (sender: string, outcome: Answered['outcome']) => void): void {
  let rest = ''
  let sender = ''
  let isData = false
  const say = (text: string) => socket.write(`${text}\r\n`)
  const refuse = (text: string) => {
    const lines = text.split('\n')
    const code = text.slice(0, 3)
    say(lines.map((line, n) => `${code}${n < lines.length - 1 ? '-' : ' '}${line.replace(/^[45]\d\d[ -]/, '')}`).join('\r\n'))
    tell(sender, code.startsWith('4') ? 'deferred' : 'bounced')
    if (code === '421') socket.end()
  }
  const answer = (stage: RefusalStage, good: string): boolean => {
    const refusal = caseOf(sender)
    if (refusal?.stage === stage) refuse(refusal.text)
    else say(good)
    return refusal?.stage !== stage
  }
  const take = (line: string) => {
    if (isData) {
      if (line !== '.') return
      isData = false
      if (answer('DATA', '250 2.0.0 taken')) tell(sender, 'delivered')
      return
    }
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO') say('250-receiver.example\r\n250 8BITMIME')
    else if (verb === 'MAIL') {
      sender = /<([^>]*)>/.exec(line)?.[1] ?? ''
      answer('MAIL', '250 2.1.0 Ok')
    } else if (verb === 'RCPT') answer('RCPT', '250 2.1.5 Ok')
    else if (verb === 'DATA') {
      isData = true
      say('354 go on')
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 Ok')
  }
  say('220 receiver.example ESMTP')
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\r\n')
    rest = parts.pop() ?? ''
    for (const line of parts) take(line)
  })
}
