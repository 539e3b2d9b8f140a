import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import path from 'node:path'
import { createSecureContext, TLSSocket, type SecureContext } from 'node:tls'

export type DoorOptions = {
  /** Holds `etc/` of the host: its xinetd services and what they name. Read at each connection, as xinetd and spamdyke do. */
  root: string
  hostName: string
  address: string
  /** Which xinetd service stands behind which port. */
  services: { service: string; port: number }[]
  certificate: { key: string; cert: string }
  /** Recipients of its own; all others in its domains are unknown, and all other domains foreign. */
  recipients: string[]
  localDomains: string[]
  /** The spamdyke that is installed: before 5.0.0 it says STARTTLS behind everything else. */
  version: () => string
}
export type SpamdykeDoor = { ports: number[]; stop(): Promise<void> }

type Level = 'none' | 'smtp' | 'smtps'
const IDLE_MS = 30_000

/**
 * What a stranger meets at the ports of a qmail host with spamdyke in front: as much of a dialogue as its configuration
 * makes. It takes no mail: the simulator's own door does that.
 */
export async function startSpamdykeDoor(options: DoorOptions): Promise<SpamdykeDoor> {
  const context = createSecureContext(options.certificate)
  const sockets = new Set<Socket>()
  const servers = await Promise.all(options.services.map(({ service, port }) => new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      socket.setTimeout(IDLE_MS, () => socket.destroy())
      greet(socket, options, context, levelOf(options.root, service))
    })
    server.once('error', reject)
    server.listen(port, options.address, () => resolve(server))
  })))
  return {
    ports: servers.map((server) => (server.address() as AddressInfo).port),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))))
    },
  }
}

/** What the service's line says of TLS: an option of its own goes before what stands in its file. */
function levelOf(root: string, service: string): Level {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  const args = /^\s*server_args\s*=\s*(.*)$/m.exec(read(`etc/xinetd.d/${service}`))?.[1] ?? ''
  const file = /(?:^|\s)(?:-f|--config-file[= ])\s*(\S+)/.exec(args)?.[1]
  const level = /--tls-level[= ](\w+)/.exec(args)?.[1] ?? (file ? /^tls-level=(\w+)/m.exec(read(file))?.[1] : undefined)
  return level === 'smtp' || level === 'smtps' ? level : 'none'
}

function greet(socket: Socket, options: DoorOptions, context: SecureContext, level: Level): void {
  const inTls = () => new TLSSocket(socket, { isServer: true, secureContext: context }).on('error', () => socket.destroy())
  if (level === 'smtps') return talk(inTls(), options, { isTls: true, startTls: null })
  talk(socket, options, { isTls: false, startTls: level === 'smtp' ? () => talk(inTls(), options, { isTls: true, startTls: null, isSilent: true }) : null })
}

type Session = { isTls: boolean; startTls: (() => void) | null; isSilent?: boolean }

function talk(socket: Socket, options: DoorOptions, { isTls, startTls, isSilent = false }: Session): void {
  const say = (...lines: string[]) => void (socket.writable && socket.write(lines.map((line) => `${line}\r\n`).join('')))
  let rest = ''
  const take = (chunk: Buffer) => {
    rest += chunk.toString('latin1')
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).replace(/\r$/, '')
      rest = rest.slice(end + 1)
      if (/^starttls$/i.test(line) && startTls) {
        // What was sent with it in the clear is not read within TLS.
        socket.off('data', take)
        say('220 Proceed.')
        return startTls()
      }
      say(...answerTo(line, options, { isTls, startTls }))
      if (/^quit$/i.test(line)) return void socket.end()
    }
  }
  socket.on('data', take)
  if (!isSilent) say(`220 ${options.hostName} ESMTP`)
}

function answerTo(line: string, options: DoorOptions, { isTls, startTls }: Session): string[] {
  const [verb = ''] = line.toUpperCase().split(' ')
  switch (verb) {
    case 'EHLO':
      return ehlo(options, isTls, startTls !== null)
    case 'HELO':
      return [`250 ${options.hostName}`]
    case 'MAIL':
    case 'RSET':
    case 'NOOP':
      return ['250 ok']
    case 'RCPT':
      return [recipient(/<([^>]*)>/.exec(line)?.[1]?.toLowerCase() ?? '', options)]
    case 'DATA':
      return ['451 this door takes no mail']
    case 'QUIT':
      return [`221 ${options.hostName}`]
    default:
      return ['502 unimplemented (#5.5.1)']
  }
}

function ehlo({ hostName, version }: DoorOptions, isTls: boolean, hasStarttls: boolean): string[] {
  const own = [...(isTls ? ['AUTH LOGIN PLAIN'] : []), 'PIPELINING', '8BITMIME']
  const isOld = Number(version().split('.')[0]) < 5
  const words = [hostName, ...(hasStarttls && !isOld ? ['STARTTLS'] : []), ...own, ...(hasStarttls && isOld ? ['STARTTLS'] : [])]
  return words.map((word, index) => `250${index === words.length - 1 ? ' ' : '-'}${word}`)
}

function recipient(address: string, { recipients, localDomains }: DoorOptions): string {
  const domain = address.slice(address.indexOf('@') + 1)
  if (address === 'postmaster' || recipients.includes(address)) return '250 ok'
  return localDomains.includes(domain) ? '550 sorry, no mailbox here by that name. (#5.1.1)' : "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"
}
