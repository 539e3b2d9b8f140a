import type { StoryEntry } from '../audit/story.ts'
import { maskReply } from '../refusals/mask-reply.ts'

/**
 * A story entry as a manager reads it: what happened, when, how much, without what could name anybody. Log lines, the
 * customer's words, reasons and notes may hold addresses; figures and states cannot.
 */
export function withoutNames(entry: StoryEntry, pseudonymOf: (account: string) => string): StoryEntry {
  const bare = { ...entry, reason: '', account: entry.account && pseudonymOf(entry.account), by: entry.by.kind === 'customer' ? { ...entry.by, name: '', initials: '' } : entry.by }
  switch (bare.kind) {
    case 'relay-lock':
      return { ...bare, evidence: { ...bare.evidence, excerpts: undefined, crossingQueueId: undefined, note: undefined } }
    case 'guarded-unlock':
      return { ...bare, evidence: { ...bare.evidence, excerpts: undefined } }
    case 'answer':
      return { ...bare, evidence: { ...bare.evidence, text: undefined } }
    case 'notice':
      return { ...bare, evidence: { ...bare.evidence, reply: undefined } }
    case 'ticket':
      return { ...bare, evidence: { ...bare.evidence, note: undefined } }
    case 'note':
    case 'approval':
      return { ...bare, evidence: { text: '' } } as StoryEntry
    case 'host':
      return { ...bare, evidence: { ...bare.evidence, text: undefined } }
    case 'drift':
      return { ...bare, evidence: { ...bare.evidence, key: '' } }
    case 'receiver':
      return { ...bare, evidence: { ...bare.evidence, reply: bare.evidence.reply && replyWithoutNames(bare.evidence.reply) } }
    case 'delisting-request':
      return { ...bare, evidence: { ...bare.evidence, note: undefined } }
    case 'listing':
      return { ...bare, evidence: { ...bare.evidence, text: bare.evidence.text && replyWithoutNames(bare.evidence.text) } }
    case 'check':
      return { ...bare, evidence: { ...bare.evidence, evidence: replyWithoutNames(bare.evidence.evidence), cure: null } }
    case 'domain-check':
      return { ...bare, evidence: { ...bare.evidence, domain: '…', evidence: '' } }
    case 'quarantine':
    case 'quarantine-act':
    case 'list-health':
    case 'blocklist-setting':
    case 'incident':
    case 'policy':
    case 'taught-rule':
    case 'account':
    case 'headers-read':
      return bare
  }
}

/** A receiver's words with every name, address and figure of an address as a dot: they may name a customer's domain. */
export function replyWithoutNames(reply: string): string {
  return maskReply(reply).text.replaceAll(/[@$#]/g, '…')
}

/** `account 1`, `account 2` … in the order of their locks: the same on every reading of one incident. */
export function pseudonyms(accounts: string[]): Map<string, string> {
  const distinct = [...new Set(accounts)]
  return new Map(distinct.map((account, index) => [account, `account ${index + 1}`]))
}

/** The number in a pseudonym, so that pages can say it in their language; null for anything else. */
export function pseudonymNumber(name: string): number | null {
  const number = /^account (\d+)$/.exec(name)?.[1]
  return number === undefined ? null : Number(number)
}
