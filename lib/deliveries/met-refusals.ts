import type { HeardReply } from './receiver-records.ts'
import { classGroups, type ClassGroup } from './reply-groups.ts'

/** What somebody's mail met at one receiver, as far as samples tell: what it said, on which hosts, to which of his accounts. */
export type MetReceiver = { receiver: string; samples: number; lastAt: string; hosts: string[]; accounts: string[]; groups: ClassGroup[] }

/** Sampled refusals by receiver, the one with the most first. */
export function metReceivers(replies: HeardReply[]): MetReceiver[] {
  return [...Map.groupBy(replies, ({ receiver }) => receiver)]
    .map(([receiver, own]) => ({
      receiver, samples: own.length,
      lastAt: own.map(({ at }) => at).sort().at(-1) ?? '',
      hosts: [...new Set(own.map(({ host }) => host))].sort(),
      accounts: [...new Set(own.flatMap(({ account }) => account ?? []))].sort(),
      groups: classGroups([], own),
    }))
    .sort((a, b) => b.samples - a.samples || b.lastAt.localeCompare(a.lastAt))
}
