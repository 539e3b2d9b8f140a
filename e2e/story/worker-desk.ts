import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { endProcess } from '../../lib/demo/mail-servers/dovecot.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

export type WorkerDesk = {
  secret: string
  notices: SmtpSink
  logFile: string
  /** KILL, no warning. */
  kill(): Promise<void>
  start(): void
  stop(): Promise<void>
}

/** A desk without pages: the real worker as a process of its own on the given database, notices to a real SMTP server. */
export async function startWorkerDesk(databaseUrl: string): Promise<WorkerDesk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-worker-'))
  const logFile = path.join(folder, 'worker.log')
  const notices = await startSmtpSink()
  const secret = 'a secret of one test only, of at least 32 characters'
  const env = {
    ...process.env, DATABASE_URL: databaseUrl, RELAYWARD_SECRET: secret, RELAYWARD_URL: 'https://desk.muster-hosting.example',
    SMTP_HOST: '127.0.0.1', SMTP_PORT: String(notices.port),
  }
  const log = createWriteStream(logFile, { flags: 'a' })
  const spawnWorker = () => {
    const worker = spawn(process.execPath, [path.join(ROOT, 'lib/cli/main.ts'), 'worker'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
    worker.stdout.pipe(log, { end: false })
    worker.stderr.pipe(log, { end: false })
    return worker
  }
  let child = spawnWorker()
  return {
    secret, notices, logFile,
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    start: () => void (child = spawnWorker()),
    stop: async () => {
      await endProcess(child)
      await notices.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
