import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { makeMemoryHost, type MemoryHost } from '../agent/host/memory-host.ts'
import type { ConfigurationPlace } from '../agent/agent-config.ts'
import { joinAgent } from '../agent/join-agent.ts'
import { runAgent } from '../agent/main.ts'
import { PACE } from '../agent/start-agent.ts'
import { addHost } from '../cases/add-host.ts'
import { joinHost } from '../cases/join-host.ts'
import type { Db } from '../db.ts'
import { readWorkerEnv, type WorkerEnv } from '../env/worker.ts'
import { openLog } from '../log.ts'
import { startWorker, type Worker, type WorkerOptions } from './start-worker.ts'

export const SECRET = 's'.repeat(40)

export type RealHost = { id: number; name: string; memory: MemoryHost; agent: RunningProgram }
type RunningProgram = { stop(): Promise<void>; start(): Promise<void> }

/**
 * A host with a real agent behind real TLS, added and joined; only its mail server lies in memory. It has no
 * configuration but the one given.
 */
export async function givenRealHost(db: Db, name: string, { configuration }: { configuration?: ConfigurationPlace } = {}): Promise<RealHost> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-worker-'))
  const memory = makeMemoryHost({ now: () => new Date() })
  const doing = () => ({ db, now: new Date(), actor: { kind: 'worker' } as const })
  const { hostId, token } = await addHost(doing(), { name, kind: 'postfix', agentUrl: 'https://127.0.0.1:1' }, SECRET)
  joinAgent({ folder, token, listen: '127.0.0.1:0', mta: 'postfix', options: {}, configuration: configuration ?? { root: folder, files: [] } })

  const agent = agentProgram(folder, memory, (port) => db.host.update({ where: { id: hostId }, data: { agentUrl: `https://127.0.0.1:${port}` } }))
  await agent.start()
  onTestFinished(async () => {
    await agent.stop()
    rmSync(folder, { recursive: true })
  })
  await joinHost(doing(), name, SECRET)
  return { id: hostId, name, memory, agent }
}

function agentProgram(folder: string, memory: MemoryHost, onPort: (port: number) => Promise<unknown>): RunningProgram {
  let stopping = new AbortController()
  let ended = Promise.resolve()
  return {
    async start() {
      stopping = new AbortController()
      const port = await new Promise<number>((resolve, reject) => {
        ended = runAgent({ folder, createMailHost: () => memory.host, pace: { ...PACE, configuration: 500 }, write: () => undefined, signal: stopping.signal, onReady: resolve })
        ended.catch(reject)
      })
      await onPort(port)
    },
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

export function workerEnv(url: string): WorkerEnv {
  return readWorkerEnv({ DATABASE_URL: url, RELAYWARD_SECRET: SECRET, RELAYWARD_URL: 'https://desk.example', LOG_LEVEL: 'silent', RELAYWARD_RESOLVERS: 'none' })
}

/** A worker in this process that ends with the test. */
export function givenWorker(url: string, holder: string, more: Partial<WorkerOptions> = {}): Worker {
  const worker = startWorker({ env: workerEnv(url), log: openLog('worker', 'silent'), holder, ...more })
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    await worker.stop()
  }
  onTestFinished(stop)
  return { ...worker, stop }
}
