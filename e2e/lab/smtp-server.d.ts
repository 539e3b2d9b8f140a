/** The part of smtp-server 3.21 that the lab uses; the package comes without types. */
declare module 'smtp-server' {
  import type { EventEmitter } from 'node:events'
  import type { Server } from 'node:net'
  import type { Readable } from 'node:stream'

  type Address = { address: string }
  type Session = { envelope: { mailFrom: Address | false; rcptTo: Address[] } }
  type Done = (error?: Error | null) => void

  export type SMTPServerOptions = {
    authOptional?: boolean
    disabledCommands?: string[]
    disableReverseLookup?: boolean
    logger?: boolean
    onRcptTo?(address: Address, session: Session, done: Done): void
    onData?(stream: Readable, session: Session, done: Done): void
  }
  export class SMTPServer extends EventEmitter {
    constructor(options: SMTPServerOptions)
    readonly server: Server
    listen(port: number, host: string, ready: () => void): void
    close(done: () => void): void
  }
}
