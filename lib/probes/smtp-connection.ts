import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { ReplyReader } from './reply-reader.ts'
import type { Reply } from './reply.ts'
import { Trouble, troubleOf } from './trouble.ts'

export interface ConnectOptions {
  address: string
  port: number
  /** Our own address, where it matters from where a host is looked at. */
  localAddress?: string
  /** Ends everything when the time is over. */
  signal: AbortSignal
}

/** What the server showed of itself when TLS began. */
export interface TlsOptions {
  /** The name asked for (SNI); none for an address. */
  serverName: string | undefined
  /** PEM of the certificates that are trusted. */
  roots: readonly string[]
  withinMs: number
}

const TRANSCRIPT_MAX = 400
const GOODBYE_MS = 300

/** One conversation with an SMTP server: a command, a reply; what was said is kept as evidence. */
export class SmtpConnection {
  /** `> ` what we said, `< ` what came. */
  readonly transcript: string[] = []
  private socket: Socket | TLSSocket
  private reader = new ReplyReader()
  private waiting: { resolve: (reply: Reply) => void; reject: (trouble: Trouble) => void } | undefined
  private readonly replies: Reply[] = []
  private ended: Trouble | undefined
  private readonly signal: AbortSignal

  private constructor(socket: Socket, signal: AbortSignal) {
    this.socket = socket
    this.signal = signal
    signal.addEventListener('abort', this.onAbort, { once: true })
    if (signal.aborted) this.onAbort()
  }

  /** @throws Trouble when there is no connection */
  static open({ address, port, localAddress, signal }: ConnectOptions): Promise<SmtpConnection> {
    const socket = connect({ host: address, port, localAddress, noDelay: true })
    const connection = new SmtpConnection(socket, signal)
    return new Promise((resolve, reject) => {
      // Whoever breaks off at once was there all the same: the first question will tell.
      connection.follow(socket, (trouble) => (trouble.kind === 'closed' ? resolve(connection) : reject(trouble)))
      socket.once('connect', () => resolve(connection))
    })
  }

  get localAddress(): string {
    return this.socket.localAddress ?? ''
  }

  get isOpen(): boolean {
    return this.ended === undefined
  }

  /** What came of a reply that never became whole. */
  get unfinished(): Reply | undefined {
    return this.reader.rest()
  }

  /** Waits for the next reply. @throws Trouble when none comes */
  hear(): Promise<Reply> {
    const reply = this.replies.shift()
    if (reply) return Promise.resolve(reply)
    if (this.ended) return Promise.reject(this.ended)
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }))
  }

  /** What came without being asked for since the last reply that was heard. */
  takeUnasked(): Reply[] {
    return this.replies.splice(0)
  }

  /** Says one line and waits for its reply. What came unasked before is passed over. @throws Trouble */
  async ask(command: string): Promise<Reply> {
    this.takeUnasked()
    this.say(command)
    return this.hear()
  }

  say(command: string): void {
    this.note(`> ${command}`)
    if (!this.ended) this.socket.write(`${command}\r\n`)
  }

  /** Begins TLS on this connection; whoever it is, is let pass and shown. @throws Trouble */
  startTls({ serverName, roots, withinMs }: TlsOptions): Promise<TLSSocket> {
    if (this.ended) return Promise.reject(this.ended)
    const plain = this.socket
    for (const event of ['data', 'error', 'close', 'end']) plain.removeAllListeners(event)
    plain.on('error', () => {})
    this.replies.length = 0
    this.reader = new ReplyReader()
    const name = serverName !== undefined && isIP(serverName) === 0 ? { servername: serverName } : {}
    const secure = connectTls({ socket: plain, ...name, ca: [...roots], rejectUnauthorized: false, checkServerIdentity: () => undefined })
    this.socket = secure
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => this.end(new Trouble('time-out', 'TLS was not ready in time')), withinMs)
      const settle = <T>(done: (value: T) => void) => (value: T) => {
        clearTimeout(limit)
        done(value)
      }
      this.follow(secure, settle(reject))
      secure.once('secureConnect', () => settle(resolve)(secure))
    })
  }

  /** Says goodbye where there is somebody to hear it. Who does not hang up soon after that is hung up on. */
  close(): void {
    if (this.ended) return
    const { socket } = this
    this.part(new Trouble('closed', 'we hung up'))
    socket.end('QUIT\r\n')
    const limit = setTimeout(() => socket.destroy(), GOODBYE_MS)
    socket.once('close', () => clearTimeout(limit))
  }

  private follow(socket: Socket | TLSSocket, onTrouble: (trouble: Trouble) => void): void {
    const onEnd = (trouble: Trouble) => {
      this.end(trouble)
      onTrouble(this.ended as Trouble)
    }
    socket.on('error', (error) => onEnd(troubleOf(error)))
    socket.on('end', () => onEnd(new Trouble('closed', 'the server closed the connection')))
    socket.on('close', () => onEnd(new Trouble('closed', 'the server closed the connection')))
    socket.on('data', (chunk: Buffer) => this.take(chunk))
  }

  private take(chunk: Buffer): void {
    if (this.ended) return
    for (const reply of this.reader.push(chunk)) {
      for (const line of reply.lines) this.note(`< ${line}`)
      if (this.waiting) {
        this.waiting.resolve(reply)
        this.waiting = undefined
      } else this.replies.push(reply)
      if (reply.flaws.includes('endless')) this.end(new Trouble('endless', 'the server says more than anybody reads'))
    }
    // A server that talks without being asked is not read to the end of days.
    if (this.replies.length > 20) this.end(new Trouble('endless', 'the server says more than anybody asked'))
  }

  private readonly onAbort = () => this.end(new Trouble('time-out', 'no answer in time'))

  private end(trouble: Trouble): void {
    if (this.ended) return
    this.part(trouble)
    this.socket.destroy()
  }

  /** Nothing is said or heard any more. */
  private part(trouble: Trouble): void {
    this.ended = trouble
    this.signal.removeEventListener('abort', this.onAbort)
    this.waiting?.reject(trouble)
    this.waiting = undefined
  }

  private note(line: string): void {
    if (this.transcript.length < TRANSCRIPT_MAX) this.transcript.push(line)
  }
}
