import { getServers } from 'node:dns'
import * as z from 'zod'
import type { Db } from '../db.ts'

const set = z.object({ resolvers: z.array(z.string()) })

/** The resolvers an admin set for the desk, else those of the environment, else the machine's own. */
export async function resolversToAsk(db: Db, ofEnvironment: readonly string[] = []): Promise<readonly string[]> {
  const row = await db.setting.findUnique({ where: { key: 'blocklists' }, select: { value: true } })
  const chosen = row ? set.parse(row.value).resolvers : []
  if (chosen.length > 0) return chosen
  return ofEnvironment.length > 0 ? ofEnvironment : getServers()
}
