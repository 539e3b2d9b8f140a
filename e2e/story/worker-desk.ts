import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { endProcess } from '../../lib/demo/mail-servers/dovecot.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

export type WorkerDesk = { secret: string; notices: SmtpSink; logFile: string; stop(): Promise<void> }

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
  const child = spawn(process.execPath, [path.join(ROOT, 'lib/cli/main.ts'), 'worker'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = createWriteStream(logFile, { flags: 'a' })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  return {
    secret, notices, logFile,
    stop: async () => {
      await endProcess(child)
      await notices.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
