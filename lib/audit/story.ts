import { changeEvidence, type ChangeEvidence, type ChangeKind } from './change.ts'

/** Who did it, in the least words: a person's initials, or what acted. */
export type StoryBy = { kind: 'person' | 'customer' | 'agent' | 'policy' | 'worker' | 'shell'; name: string; initials: string }

type Common = { id: string; at: string; from: string | null; to: string | null; reason: string; by: StoryBy; host: string | null; /** Whose timeline it stands on, when it is about one account. */ account: string | null }

/** One change row as pages show it. */
export type StoryEntry = { [K in ChangeKind]: Common & { kind: K; evidence: ChangeEvidence<K> } }[ChangeKind]

/** What a page's filter calls it: letters that went to and fro, what somebody did, what was measured or found. */
export type StoryGroup = 'mails' | 'acts' | 'facts'
export const STORY_GROUPS = ['mails', 'acts', 'facts'] as const satisfies StoryGroup[]

export type ChangeRowForStory = {
  id: bigint
  at: Date
  kind: string
  from: string | null
  to: string | null
  reason: string
  byKind: string
  evidence: unknown
  byUser: { name: string; initials: string } | null
  host: { name: string } | null
  account: { name: string } | null
}

/** A change row as a story entry; null for a kind this version does not know. */
export function storyEntry(row: ChangeRowForStory): StoryEntry | null {
  if (!isKind(row.kind)) return null
  const evidence = changeEvidence[row.kind].safeParse(row.evidence ?? {})
  if (!evidence.success) return null
  return {
    kind: row.kind,
    id: String(row.id),
    at: row.at.toISOString(),
    from: row.from,
    to: row.to,
    reason: row.reason,
    by: byOf(row),
    host: row.host?.name ?? null,
    account: row.account?.name ?? null,
    evidence: evidence.data,
    // The schema is chosen by the kind, which the compiler cannot follow through a lookup.
  } as StoryEntry
}

export function storyGroupOf(entry: StoryEntry): StoryGroup {
  switch (entry.kind) {
    case 'notice':
    case 'answer':
      return 'mails'
    case 'relay-lock':
    case 'guarded-unlock':
      return entry.by.kind === 'person' || entry.by.kind === 'shell' ? 'acts' : 'facts'
    case 'quarantine':
    case 'host':
    case 'drift':
    case 'receiver':
    case 'listing':
    case 'list-health':
    case 'domain-check':
    case 'incident':
      return 'facts'
    case 'check':
      return entry.to === 'acknowledged' ? 'acts' : 'facts'
    case 'quarantine-act':
    case 'ticket':
    case 'note':
    case 'approval':
    case 'policy':
    case 'taught-rule':
    case 'delisting-request':
    case 'blocklist-setting':
    case 'account':
    case 'headers-read':
      return 'acts'
  }
}

/**
 * Leaves out what another row of the same story says better: a notice still queued once it was sent, lock states that
 * only follow from a notice, an answer or a watch, and single answers that were judged in one act.
 *
 * @param entries newest first
 */
export function tellStory(entries: StoryEntry[]): StoryEntry[] {
  const settled = new Set(entries.flatMap((entry) => (entry.kind === 'notice' && entry.to !== 'queued' ? [entry.evidence.noticeId] : [])))
  return entries.filter((entry) => !isSaidElsewhere(entry, settled))
}

const FOLLOWS: readonly (string | null)[] = ['notified', 'answered', 'guarded-unlock', 'open']

function isSaidElsewhere(entry: StoryEntry, settledNotices: Set<string>): boolean {
  switch (entry.kind) {
    case 'notice':
      return entry.to === 'queued' && settledNotices.has(entry.evidence.noticeId)
    case 'relay-lock':
      return FOLLOWS.includes(entry.to) || (entry.from === 'guarded-unlock' && entry.to === 'locked' && entry.evidence.crossing === undefined)
    case 'answer':
      return entry.to === 'accepted' || entry.to === 'sent-back'
    case 'ticket':
      return entry.to === 'open' && entry.from === null
    default:
      return false
  }
}

function isKind(kind: string): kind is ChangeKind {
  return Object.hasOwn(changeEvidence, kind)
}

function byOf({ byKind, byUser, host }: ChangeRowForStory): StoryBy {
  switch (byKind) {
    case 'person':
    case 'customer':
      return { kind: byKind, name: byUser?.name ?? '', initials: byUser?.initials ?? '' }
    case 'agent':
      return { kind: 'agent', name: host?.name ?? '', initials: '' }
    case 'policy':
    case 'shell':
      return { kind: byKind, name: '', initials: '' }
    default:
      return { kind: 'worker', name: '', initials: '' }
  }
}
