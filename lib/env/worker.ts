import { hostname } from 'node:os'
import { readEnv, type Variables } from './read-env.ts'
import { variables } from './variables.ts'

export type WorkerEnv = ReturnType<typeof readWorkerEnv>

/** What a worker reads. Copies on one machine tell each other apart by their process when no name is given. */
export function readWorkerEnv(from: Variables = process.env) {
  const { DATABASE_URL, RELAYWARD_SECRET, RELAYWARD_URL, LOG_LEVEL, RELAYWARD_WORKER_NAME, RELAYWARD_RESOLVERS } = variables
  const { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD } = variables
  const mail = { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD }
  const shape = { DATABASE_URL, RELAYWARD_SECRET, RELAYWARD_URL, LOG_LEVEL, RELAYWARD_WORKER_NAME, RELAYWARD_RESOLVERS, ...mail }
  const env = readEnv('worker', shape, from)
  return { ...env, RELAYWARD_WORKER_NAME: env.RELAYWARD_WORKER_NAME ?? `${hostname()}-${process.pid}` }
}
