import { connect, createServer, type Socket } from 'node:net'

export type FrontDoor = { url: string; stop(): Promise<void> }

/** One address before several copies of the pages: each connection goes to the first copy that takes it. */
export async function openFrontDoor(urls: string[]): Promise<FrontDoor> {
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }
  const server = createServer((visitor) => {
    keep(visitor)
    visitor.on('error', () => visitor.destroy())
    passOn(visitor, urls.map((url) => Number(new URL(url).port)), keep)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the front door has no port')
  return {
    url: `http://localhost:${address.port}`,
    stop: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function passOn(visitor: Socket, [port, ...others]: number[], keep: (socket: Socket) => void): void {
  if (port === undefined) return void visitor.destroy()
  const copy = connect(port, '127.0.0.1')
  keep(copy)
  copy.once('error', () => passOn(visitor, others, keep))
  copy.once('connect', () => {
    copy.removeAllListeners('error')
    copy.on('error', () => visitor.destroy())
    copy.once('close', () => visitor.destroy())
    visitor.once('close', () => copy.destroy())
    visitor.pipe(copy).pipe(visitor)
  })
}
