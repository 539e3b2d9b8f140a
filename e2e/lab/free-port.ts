import { createServer } from 'node:net'

/** A port above 20000 on 127.0.0.1 that nobody listens on, as the system gives it. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer()
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
    const address = server.address()
    await new Promise((resolve) => server.close(resolve))
    if (address !== null && typeof address === 'object' && address.port > 20_000) return address.port
  }
}
