import * as z from 'zod'
import { readEnv, type Variables } from './read-env.ts'
import { variables } from './variables.ts'

/** What the demo's mail hosts read: the folder they live in, and the store for what is asked of them. */
export function readDemoEnv(from: Variables = process.env) {
  const { DATABASE_URL, LOG_LEVEL } = variables
  const RELAYWARD_DEMO_FOLDER = z.string({ error: 'the folder of the demo' }).min(1)
  return readEnv('demo', { DATABASE_URL, LOG_LEVEL, RELAYWARD_DEMO_FOLDER }, from)
}
