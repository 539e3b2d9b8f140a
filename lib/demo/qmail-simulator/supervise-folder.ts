import { constants, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { makeFifo } from './make-spool.ts'
import type { QmailSend } from './qmail-send.ts'

/**
 * The service folder of a qmail-send as daemontools' supervise keeps it: a fifo `control` that takes svc's letters,
 * a `status` of 18 bytes that svstat reads. So an agent drives a demo host as it drives a real one.
 */
export class SuperviseFolder {
  private readonly send: QmailSend
  private readonly folder: string
  private readonly now: () => Date
  private control: Socket | null = null
  private wanted: 'u' | 'd' = 'u'
  private last: Promise<void> = Promise.resolve()

  constructor(options: { serviceFolder: string; send: QmailSend; now(): Date }) {
    this.send = options.send
    this.folder = join(options.serviceFolder, 'supervise')
    this.now = options.now
  }

  async start(): Promise<void> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    for (const name of ['control', 'ok']) makeFifo(join(this.folder, name), 0o600, process.getuid?.() ?? 0, process.getgid?.() ?? 0)
    await this.send.start()
    this.announce()
    // Opened for writing too, so that it does not end when the last svc goes.
    const fd = openSync(join(this.folder, 'control'), constants.O_RDWR | constants.O_NONBLOCK)
    this.control = new Socket({ fd, readable: true, writable: false })
    this.control.on('data', (letters) => [...letters.toString('latin1')].forEach((letter) => this.obey(letter)))
  }

  async stop(): Promise<void> {
    this.control?.destroy()
    await this.last
    await this.send.stop()
    this.announce()
  }

  private obey(letter: string): void {
    if (letter === 'a') this.send.wake()
    if (letter !== 'u' && letter !== 'd') return
    this.wanted = letter
    this.announce()
    this.last = this.last.then(async () => {
      await (letter === 'u' ? this.send.start() : this.send.stop())
      this.announce()
    })
  }

  private announce(): void {
    const status = Buffer.alloc(18)
    status.writeBigUInt64BE(0x4000000000000000n + BigInt(Math.floor(this.now().getTime() / 1000) + 10))
    status.writeUInt32LE(this.send.isUp ? process.pid : 0, 12)
    status[17] = this.wanted.charCodeAt(0)
    writeFileSync(join(this.folder, 'status.new'), status, { mode: 0o644 })
    renameSync(join(this.folder, 'status.new'), join(this.folder, 'status'))
  }
}
