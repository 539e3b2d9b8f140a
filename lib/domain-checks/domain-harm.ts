import { worstState, type DomainCheckName, type DomainFinding, type Finding } from './domain-check.ts'

/** What a look says of one check: it does harm, nobody can tell, or it does none. */
export type HarmSeen = { state: 'fail' | 'unknown' | 'none'; finding: Finding | null; about: string; evidence: string }

/**
 * Whether a check of a domain does harm. Of our own domains whatever fails does; of a customer's only what has receivers refuse the
 * mail that he sends through us: a missing or loose record is his to like.
 */
export function harmSeen(check: DomainCheckName, findings: readonly DomainFinding[], isOurs: boolean): HarmSeen {
  const own = findings.filter((finding) => finding.check === check)
  const harming = isOurs ? own.filter(({ state }) => state === 'fail') : check === 'spf' ? refusing(own, findings) : []
  const telling = harming.find(({ about }) => about === '') ?? harming[0]
  if (telling) return { state: 'fail', finding: telling.evidence.finding, about: telling.about, evidence: wordsOf(telling) }
  const unknown = own.find(({ state }) => state === 'unknown')
  if (unknown && worstState(own.map(({ state }) => state)) === 'unknown') return { state: 'unknown', finding: unknown.evidence.finding, about: unknown.about, evidence: wordsOf(unknown) }
  return { state: 'none', finding: null, about: '', evidence: own[0] ? wordsOf(own[0]) : '' }
}

/** An SPF record that forbids one of our addresses, or that ends in an error wherever it is read. */
const REFUSED: readonly Finding[] = ['not-named', 'too-many-lookups', 'too-many-voids', 'broken', 'several-records']
/** Fails as well, but receivers take the mail unless DMARC forbids it. */
const SUSPECT: readonly Finding[] = ['softly-not-named', 'neutral', 'no-record']

function refusing(spf: readonly DomainFinding[], all: readonly DomainFinding[]): DomainFinding[] {
  const refused = spf.filter(({ evidence }) => REFUSED.includes(evidence.finding))
  if (refused.length > 0) return refused
  return isEnforced(all) && !isSigned(all) ? spf.filter(({ evidence }) => SUSPECT.includes(evidence.finding)) : []
}

function isEnforced(all: readonly DomainFinding[]): boolean {
  return all.some(({ check, state, evidence }) => check === 'dmarc' && state === 'pass' && (evidence.policy === 'reject' || evidence.policy === 'quarantine') && !evidence.notes.includes('testing'))
}

/** Known to have no key of ours: without selectors nobody knows whether mail is signed, and then it may be. */
function isSigned(all: readonly DomainFinding[]): boolean {
  const dkim = all.filter(({ check }) => check === 'dkim')
  return dkim.length === 0 || dkim.some(({ state }) => state !== 'fail')
}

function wordsOf({ evidence: { record, text, finding } }: DomainFinding): string {
  return record ?? text ?? finding
}

/** What is kept of a check that does harm. `unknown`: it did, and nobody can tell whether it still does. */
export type DomainFailing = { state: 'fail' | 'unknown'; since: Date; finding: string }
export type HarmMove = { kept: DomainFailing | null; /** The turn, when it is one to tell. */ told: { from: 'fail' | 'unknown' | null; to: 'fail' | 'unknown' | 'pass' } | null; /** What somebody acknowledged is no more as it was. */ isChanged: boolean }

/** What a look makes of what is kept. A check that does no harm is not kept; one that nobody could read neither begins nor ends. */
export function moveHarm(before: DomainFailing | null, seen: Pick<HarmSeen, 'state' | 'finding'>, now: Date): HarmMove {
  if (seen.state === 'none') return { kept: null, told: before && { from: before.state, to: 'pass' }, isChanged: true }
  if (seen.state === 'unknown') return { kept: before && { state: 'unknown', since: before.since, finding: before.finding }, told: before?.state === 'fail' ? { from: 'fail', to: 'unknown' } : null, isChanged: false }
  const finding = seen.finding ?? ''
  const isChanged = before !== null && before.finding !== finding
  const isTold = before?.state !== 'fail' || isChanged
  return { kept: { state: 'fail', since: before?.since ?? now, finding }, told: isTold ? { from: before?.state ?? null, to: 'fail' } : null, isChanged }
}
