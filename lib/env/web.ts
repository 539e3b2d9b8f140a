import { readEnv, type Variables } from './read-env.ts'
import { variables } from './variables.ts'

export type WebEnv = ReturnType<typeof readWebEnv>

/** What the web process reads. Call it once at the start, so that a wrong value stops the start. */
export function readWebEnv(from: Variables = process.env) {
  const { DATABASE_URL, RELAYWARD_SECRET, NEXTAUTH_SECRET, NEXTAUTH_URL, RELAYWARD_URL, RELAYWARD_DEMO, RELAYWARD_RESOLVERS, LOG_LEVEL } = variables
  const shape = { DATABASE_URL, RELAYWARD_SECRET, NEXTAUTH_SECRET, NEXTAUTH_URL, RELAYWARD_DEMO, RELAYWARD_RESOLVERS, LOG_LEVEL }
  const env = readEnv('web process', { ...shape, RELAYWARD_URL: RELAYWARD_URL.optional() }, from)
  return { ...env, RELAYWARD_URL: env.RELAYWARD_URL ?? env.NEXTAUTH_URL }
}
