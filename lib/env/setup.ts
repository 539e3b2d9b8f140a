import { readEnv, type Variables } from './read-env.ts'
import { variables } from './variables.ts'

export type SetupEnv = ReturnType<typeof readSetupEnv>

/** What `npm start`, `npm test` and the shell tools read: nothing is needed, all may be given. */
export function readSetupEnv(from: Variables = process.env) {
  const { DATABASE_URL, RELAYWARD_SECRET, NEXTAUTH_SECRET, NEXTAUTH_URL, RELAYWARD_URL, LOG_LEVEL } = variables
  const shape = {
    DATABASE_URL: DATABASE_URL.optional(),
    RELAYWARD_SECRET: RELAYWARD_SECRET.optional(),
    NEXTAUTH_SECRET: NEXTAUTH_SECRET.optional(),
    NEXTAUTH_URL: NEXTAUTH_URL.optional(),
    RELAYWARD_URL: RELAYWARD_URL.optional(),
    LOG_LEVEL,
  }
  return readEnv('desk', shape, from)
}
