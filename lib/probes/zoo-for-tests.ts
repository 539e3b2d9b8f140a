import { createServer, type AddressInfo, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls'
import { address as ip4, reply, startDnsServer, wireName, type Asked } from '../dns/dns-server-for-tests.ts'
import { TYPE } from '../dns/write-query.ts'
import { makeAuthority, makeSelfIssued, type TestCertificate } from './certificates-for-tests.ts'

export const HOST = 'mx.zoo.test'
export const DOMAIN = 'zoo.test'
const KNOWN = ['postmaster', 'abuse', 'info']

const authority = makeAuthority()
export const ROOT = authority.root
export const CERTIFICATES = {
  good: authority.issue(HOST),
  expired: authority.issue(HOST, { from: -90, until: -2 }),
  notYet: authority.issue(HOST, { from: 2, until: 90 }),
  soon: authority.issue(HOST, { from: -85, until: 5 }),
  young: authority.issue(HOST, { from: -1, until: 5 }),
  otherName: authority.issue('other.zoo.test'),
  selfSigned: makeSelfIssued(HOST),
  foreign: makeAuthority('Nobody Knows').issue(HOST),
} satisfies Record<string, TestCertificate>

/** What one connection looks like to a server. */
export interface Session {
  isTls: boolean
  /** Senders and recipients that were accepted in this transaction. */
  sender: string | undefined
  /** Sends bytes as they are. */
  send: (bytes: string | Buffer) => void
  /** Sends again and again until the other side is gone or `times` is over. */
  repeat: (bytes: string | Buffer, everyMs: number, times?: number) => void
  later: (ms: number, act: () => void) => void
  hangUp: () => void
  reset: () => void
  /** Begins TLS on this side. */
  startTls: () => void
  /** Reads nothing as lines any more. */
  swallow: () => void
}

/** How a server differs from a good one. `hear` deals with a line when it returns true. */
export interface Animal {
  isTlsFirst?: boolean
  certificate?: keyof typeof CERTIFICATES
  context?: SecureContextOptions
  greet?: (session: Session) => void
  hear?: (line: string, session: Session) => boolean
  /** What it says to EHLO, without codes; the first is its name. */
  ehlo?: (session: Session) => string[]
  /** What stays in the buffer when TLS begins is heard within TLS (CVE-2011-0411). */
  keepsPlainText?: boolean
}

export interface ZooServer {
  port: number
  /** Every line it was told. */
  heard: string[]
  connections: number
  bytesSent: number
  /** Resolves when no connection is open any more. */
  untilClosed: () => Promise<void>
  stop: () => Promise<void>
}

export function crlf(...lines: string[]): string {
  return lines.map((line) => `${line}\r\n`).join('')
}

/** Lines of one reply. */
export function multi(code: number, texts: string[]): string {
  return texts.map((text, at) => `${code}${at === texts.length - 1 ? ' ' : '-'}${text}\r\n`).join('')
}

/** An SMTP server that is good but where it is told otherwise. */
export async function startZooServer(animal: Animal, listenOn?: string): Promise<ZooServer> {
  const open = new Set<Socket>()
  const zoo: ZooServer = {
    port: 0, heard: [], connections: 0, bytesSent: 0,
    untilClosed: async () => {
      while (open.size > 0) await new Promise((resolve) => [...open][0]?.once('close', resolve))
    },
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((socket) => {
    zoo.connections++
    open.add(socket)
    socket.once('close', () => {
      zoo.bytesSent += socket.bytesWritten
      open.delete(socket)
    })
    serve(socket, animal, zoo)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port: 0, host: listenOn }, resolve))
  zoo.port = (server.address() as AddressInfo).port
  return zoo
}

function serve(plain: Socket, animal: Animal, zoo: ZooServer): void {
  let socket: Socket = plain
  let buffer = ''
  let isSwallowing = false
  const timers = new Set<NodeJS.Timeout>()
  plain.once('close', () => timers.forEach(clearTimeout))
  const later = (ms: number, act: () => void) => void timers.add(setTimeout(act, ms))
  const read = (chunk: Buffer) => {
    if (isSwallowing) return
    buffer += chunk.toString('latin1')
    for (let end = buffer.indexOf('\n'); end !== -1 && !isSwallowing; end = buffer.indexOf('\n')) {
      const line = buffer.slice(0, end).replace(/\r$/, '')
      buffer = buffer.slice(end + 1)
      zoo.heard.push(line)
      if (!animal.hear?.(line, session)) answerWell(line, session, animal)
    }
  }
  const follow = (each: Socket) => each.on('error', () => {}).on('data', read)
  const session: Session = {
    isTls: false, sender: undefined, later,
    send: (bytes) => void (socket.writable && socket.write(bytes)),
    repeat: (bytes, everyMs, times = Infinity) => {
      if (times <= 0 || !socket.writable) return
      // A reader that is slow, or gone, is waited for.
      const again = () => later(everyMs, () => session.repeat(bytes, everyMs, times - 1))
      if (socket.write(bytes)) again()
      else socket.once('drain', again)
    },
    hangUp: () => void socket.end(),
    reset: () => void plain.resetAndDestroy(),
    swallow: () => void (isSwallowing = true),
    startTls: () => {
      if (!animal.keepsPlainText) buffer = ''
      plain.removeAllListeners('data')
      const { key, cert } = CERTIFICATES[animal.certificate ?? 'good']
      session.isTls = true
      socket = new TLSSocket(plain, { isServer: true, secureContext: createSecureContext({ key, cert, ...animal.context }) })
      follow(socket)
      if (animal.keepsPlainText && buffer !== '') socket.once('secure', () => read(Buffer.alloc(0)))
    },
  }
  follow(plain)
  if (animal.isTlsFirst) session.startTls()
  const greet = animal.greet ?? ((each: Session) => each.send(crlf(`220 ${HOST} ESMTP Zoo`)))
  greet(session)
}

function answerWell(line: string, session: Session, animal: Animal): void {
  const [verb = ''] = line.toUpperCase().split(' ')
  const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1]
  const sender = /^MAIL FROM:<([^>]*)>/i.exec(line)?.[1]
  if (verb === 'EHLO') session.send(multi(250, animal.ehlo?.(session) ?? goodEhlo(session)))
  else if (verb === 'STARTTLS' && !session.isTls) {
    session.send(crlf('220 2.0.0 Ready to start TLS'))
    session.startTls()
  } else if (sender !== undefined) {
    session.sender = sender
    session.send(crlf('250 2.1.0 Ok'))
  } else if (recipient !== undefined) session.send(crlf(answerTo(recipient)))
  else if (verb === 'DATA') session.send(crlf('354 End data with <CR><LF>.<CR><LF>'))
  else if (verb === 'QUIT') {
    session.send(crlf('221 2.0.0 Bye'))
    session.hangUp()
  } else session.send(crlf(['HELO', 'RSET', 'NOOP'].includes(verb) ? `250 ${HOST}` : '502 5.5.2 Error: command not recognized'))
}

export function goodEhlo({ isTls }: Session): string[] {
  return isTls ? [HOST, 'SIZE 10240000', 'AUTH PLAIN LOGIN', 'ENHANCEDSTATUSCODES', '8BITMIME'] : [HOST, 'SIZE 10240000', 'STARTTLS', 'ENHANCEDSTATUSCODES', '8BITMIME']
}

function answerTo(recipient: string): string {
  const [name = '', domain = DOMAIN] = recipient.toLowerCase().split('@')
  if (domain !== DOMAIN) return `554 5.7.1 <${recipient}>: Relay access denied`
  return KNOWN.includes(name) ? '250 2.1.5 Ok' : `550 5.1.1 <${recipient}>: Recipient address rejected: User unknown in local recipient table`
}

/** What the zoo's DNS knows: names of addresses and addresses of names. */
export interface ZooNames {
  ptr?: string[]
  a?: Record<string, string>
  /** Does something else with every question. */
  instead?: (asked: Asked) => void
}

export function startZooDns({ ptr = [HOST], a = { [HOST]: '127.0.0.1' }, instead }: ZooNames) {
  return startDnsServer(instead ?? (({ name, type, query, send }) => {
    const found = a[name]
    if (type === TYPE.PTR && ptr.length > 0) send(reply(query, { answers: ptr.map((each) => ({ type: TYPE.PTR, data: wireName(each) })) }))
    else if (type === TYPE.AAAA && name === HOST) send(reply(query, { answers: [{ type: TYPE.AAAA, data: Buffer.from([...Array<number>(15).fill(0), 1]) }] }))
    else if (type === TYPE.A && found !== undefined) send(reply(query, { answers: [{ data: ip4(found) }] }))
    else send(reply(query, { rcode: 3 }))
  }))
}
