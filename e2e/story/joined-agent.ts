import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { addHost } from '../../lib/cases/add-host.ts'
import { joinHost } from '../../lib/cases/join-host.ts'
import type { Db } from '../../lib/db.ts'
import { endProcess } from '../../lib/demo/mail-servers/dovecot.ts'
import { freePort } from '../lab/free-port.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PROGRAM = path.join(ROOT, 'lib/cli/main.ts')

export type JoinedAgent = {
  hostId: number
  name: string
  /** Configuration, keys and journal. */
  folder: string
  logFile: string
  /** KILL, no warning. */
  kill(): Promise<void>
  /** Starts it again over the same folder. */
  start(): Promise<void>
  stop(): Promise<void>
}

export type JoinPlan = { db: Db; secret: string; name: string; kind: 'postfix' | 'qmail' | 'exim'; site?: string; options: Record<string, unknown>; /** Below which its configuration lies. */ configurationRoot?: string; env?: Record<string, string>; /** Whom it asks about names when it looks at other hosts. */ resolver?: string }

/** Adds a host to the desk, joins and starts the real agent program on it as a process of its own. */
export async function joinAgent({ db, secret, name, kind, site = 'Lab', options, configurationRoot, env, resolver }: JoinPlan): Promise<JoinedAgent> {
  const folder = await mkdtemp(path.join(tmpdir(), `relayward-agent-${name}-`))
  const logFile = path.join(folder, 'agent.log')
  const port = await freePort()
  const doing = () => ({ db, now: new Date(), actor: { kind: 'worker' } as const })
  const { hostId, token } = await addHost(doing(), { name, kind, agentUrl: `https://127.0.0.1:${port}`, site, ips: [] }, secret)

  const pairs = Object.entries(options).flatMap(([key, value]) => ['--option', `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`])
  await finished(spawnProgram(['agent', 'join', '--dir', folder, '--token', token, '--listen', `127.0.0.1:${port}`, '--mta', kind, ...pairs, ...(configurationRoot ? ['--configuration-root', configurationRoot] : [])], logFile))

  let child: ChildProcess
  const start = async () => {
    child = spawnProgram(['agent', 'run', '--dir', folder, ...(resolver ? ['--resolver', resolver] : [])], logFile, env)
    await waitUntil(`the agent of ${name} takes calls`, () => isOpen(port), { withinMs: 60_000 })
  }
  await start()
  await joinHost(doing(), name, secret)
  return {
    hostId, name, folder, logFile, start,
    kill: async () => {
      child.kill('SIGKILL')
      await finished(child, true)
    },
    stop: async () => {
      await endProcess(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function spawnProgram(args: string[], logFile: string, env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(logFile, { flags: 'a' })
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  return child
}

function finished(child: ChildProcess, anyEnd = false): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (code: number | null) => (code === 0 || anyEnd ? resolve() : reject(new Error(`${child.spawnargs.join(' ')} ended with ${code}`)))
    if (child.exitCode !== null || child.signalCode !== null) return end(child.exitCode)
    child.once('exit', end)
    child.once('error', reject)
  })
}

async function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
