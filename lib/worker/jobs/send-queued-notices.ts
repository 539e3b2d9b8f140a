import { sendNotices } from './send-notices.ts'
import type { WorkerContext } from '../worker-context.ts'

/** An answer of the mail server later than this counts as none; the notice is tried again under the same Message-ID. */
const MAIL_TIMEOUT_MS = 30_000

/** Sends what is due through the provider's own mail server. */
export async function sendQueuedNotices({ db, env, holder, now, random }: WorkerContext, signal: AbortSignal): Promise<void> {
  const { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD } = env
  const auth = SMTP_USER && SMTP_PASSWORD ? { user: SMTP_USER, password: SMTP_PASSWORD } : undefined
  const mailServer = { host: SMTP_HOST, port: SMTP_PORT, tls: SMTP_TLS === 'yes', timeoutMs: MAIL_TIMEOUT_MS, auth }
  await sendNotices({ db, holder, mailServer, secret: env.RELAYWARD_SECRET, publicUrl: env.RELAYWARD_URL, now, random }, signal)
}
