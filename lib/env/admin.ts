import { readEnv, type Variables } from './read-env.ts'
import { variables } from './variables.ts'

export type AdminEnv = ReturnType<typeof readAdminEnv>

/** What `relayward admin …` reads. */
export function readAdminEnv(from: Variables = process.env) {
  const { DATABASE_URL, RELAYWARD_SECRET } = variables
  return readEnv('admin', { DATABASE_URL, RELAYWARD_SECRET }, from)
}
