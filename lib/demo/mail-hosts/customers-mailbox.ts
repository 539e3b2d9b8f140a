import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { listen, type Listening } from './receiver-server.ts'

const KEPT = 200

/** Where all notices to customers arrive: a folder of .eml files, the newest of them kept. Nothing leaves this machine. */
export async function startCustomersMailbox(folder: string, address: string, port: number): Promise<Listening> {
  await mkdir(folder, { recursive: true })
  let arrived = 0
  return listen(address, port, {
    onData: (stream, _session, done) => {
      const keep = async (raw: Buffer) => {
        const name = `${new Date().toISOString().replaceAll(':', '-')}-${(arrived += 1)}.eml`
        await writeFile(path.join(folder, name), raw)
        const old = (await readdir(folder)).filter((one) => one.endsWith('.eml')).sort().slice(0, -KEPT)
        for (const one of old) await rm(path.join(folder, one), { force: true })
      }
      buffer(stream).then(keep).then(() => done(null), (error: Error) => done(error))
    },
  })
}
