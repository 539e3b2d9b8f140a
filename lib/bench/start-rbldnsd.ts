import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chmodSync } from 'node:fs'
import { labelsOf } from '../dns/domain-name.ts'
import { TYPE, writeQuery } from '../dns/write-query.ts'
import { waitUntil } from '../demo/wait-until.ts'

export interface Rbldnsd {
  address: string
  port: number
  /** Reads zone files that were changed. */
  reload(): void
  stop(): Promise<void>
}

export interface RbldnsdPlan {
  /** Where the zone files lie; every user of the machine must reach it, since rbldnsd leaves root behind. */
  folder: string
  port: number
  /** `zone:type:file`, the same zone several times is one of several data sets. */
  zones: string[]
  /** Takes one line for each query. */
  logFile?: string
}

const PROGRAM = '/usr/sbin/rbldnsd'

/** A private rbldnsd, started and answering (Debian package rbldnsd). */
export async function startRbldnsd({ folder, port, zones, logFile }: RbldnsdPlan): Promise<Rbldnsd> {
  chmodSync(folder, 0o755)
  let said = ''
  const child = spawn(PROGRAM, ['-n', '-w', folder, '-b', `127.0.0.1/${port}`, ...(logFile ? ['-l', `+${logFile}`] : []), ...zones], { stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', (error) => resolve(void (said += error.message))))
  await waitUntil('rbldnsd answers', async () => {
    if (child.exitCode !== null || child.pid === undefined) throw new Error(`rbldnsd ended: ${said}`)
    return isAnswering(port)
  }, { withinMs: 60_000, everyMs: 100 })
  return {
    address: '127.0.0.1', port,
    reload: () => void child.kill('SIGHUP'),
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

/** It refuses a zone that it does not have, which is an answer. */
function isAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const end = (isThere: boolean) => {
      clearTimeout(limit)
      socket.close()
      resolve(isThere)
    }
    const limit = setTimeout(() => end(false), 500)
    socket.once('message', () => end(true)).once('error', () => end(false))
    socket.connect(port, '127.0.0.1', () => socket.send(writeQuery([labelsOf('nobody.invalid')], TYPE.A)))
  })
}
