import type { ChangeKind } from '../audit/change.ts'

export const accountStoryShows = ['all', 'mails', 'lock', 'notices', 'staff'] as const
export type AccountStoryShow = (typeof accountStoryShows)[number]

const KINDS: Record<Exclude<AccountStoryShow, 'all'>, readonly ChangeKind[]> = {
  mails: ['quarantine', 'quarantine-act'],
  lock: ['relay-lock', 'guarded-unlock', 'drift', 'host', 'incident'],
  notices: ['notice', 'answer'],
  staff: ['note', 'ticket', 'approval', 'policy', 'account', 'headers-read'],
}

/** Kinds of change rows that a filter of an account's timeline shows; undefined for all. */
export function storyKinds(show: AccountStoryShow): readonly ChangeKind[] | undefined {
  return show === 'all' ? undefined : KINDS[show]
}
