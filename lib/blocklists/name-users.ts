import * as z from 'zod'
import type { DeskTarget, NameUse } from './target-records.ts'

const NAME_USES = ['helo', 'rdns', 'name'] as const satisfies NameUse[]

/** Hosts that go by a name, by what it is for them: a few by name, and how many more there are. */
export const nameUsers = z.array(z.object({ use: z.enum(NAME_USES), hosts: z.array(z.string()), others: z.number() }))
export type NameUsers = z.infer<typeof nameUsers>

const NAMED_MAX = 5

/** Who goes by the name, also by one below it; nobody goes by an address. */
export function usersOf({ hosts }: Pick<DeskTarget, 'hosts'>): NameUsers {
  return NAME_USES.flatMap((use) => {
    const own = hosts.filter(({ uses }) => uses.includes(use)).map(({ name }) => name)
    return own.length === 0 ? [] : [{ use, hosts: own.slice(0, NAMED_MAX), others: Math.max(0, own.length - NAMED_MAX) }]
  })
}
