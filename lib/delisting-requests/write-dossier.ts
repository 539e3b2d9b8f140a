import { formatNumber, formatWhole } from '../i18n/format.ts'
import type { Language } from '../i18n/language.ts'
import { addresseeName } from './addressee-name.ts'
import { DOSSIER_WORDS, type DossierWords } from './dossier-words.ts'
import { DOSSIER_FIELDS, type Dossier, type DossierCause, type DossierFacts, type DossierField } from './dossier.ts'

/** What only receivers ask. */
const RECEIVERS_ONLY: readonly DossierField[] = ['firstRefusal', 'errorCodes', 'volume', 'outcome', 'optIn', 'feedbackLoop']
const LISTS_ONLY: readonly DossierField[] = ['listEntry']

type Known = Partial<Record<DossierField, string | null>>

/**
 * Writes what to ask, from what is known. Nothing is guessed: what the desk does not know stays open for a person. Names no
 * account, no customer and no recipient.
 */
export function writeDossier(facts: DossierFacts, language: Language): Dossier {
  const words = DOSSIER_WORDS[language]
  const leftOut = facts.addressee === 'list' ? RECEIVERS_ONLY : LISTS_ONLY
  const known: Known = { ...whoWeAre(facts, words), ...whatIsBlocked(facts, words, language), ...whatWasMet(facts, words, language), ...whatWasDone(facts, words, language) }
  return { language, values: DOSSIER_FIELDS.filter((field) => !leftOut.includes(field)).map((field) => ({ field, value: known[field] || null })) }
}

/** The whole of it as one text to send, what is missing marked. */
export function dossierText({ language, values }: Dossier): string {
  const words = DOSSIER_WORDS[language]
  return values.map(({ field, value }) => {
    const said = value ?? words.missing
    if (field === 'request') return said
    return said.includes('\n') ? `${words.label[field]}:\n${said}` : `${words.label[field]}: ${said}`
  }).join('\n\n')
}

export function missingFields({ values }: Dossier): DossierField[] {
  return values.filter(({ value }) => value === null).map(({ field }) => field)
}

function whoWeAre({ desk }: DossierFacts, words: DossierWords): Known {
  const { providerName, phone, abuseAddress, timeZone } = desk
  return { company: providerName, contactMail: abuseAddress, phone, abuseContact: abuseAddress, domain: abuseAddress.split('@')[1] ?? null, timeZone: words.zone(timeZone), service: words.service, shared: words.shared }
}

function whatIsBlocked({ addressee, addresseeId, targets }: DossierFacts, words: DossierWords, language: Language): Known {
  const [first] = targets
  if (!first) throw new Error('a request is about something')
  const who = targets.length === 1 ? first.target : words.several(first.target, targets.length - 1)
  const name = addresseeName(addressee, addresseeId)
  const hosts = [...new Set(targets.flatMap(({ host }) => host ?? []))]
  const reverse = targets.map(({ target, reverseDns }) => (reverseDns && reverseDns.state !== 'unknown' ? words.reverse[reverseDns.state](target) : null))
  return {
    request: addressee === 'list' ? words.askList(name, who) : words.askReceiver(name, who),
    addresses: targets.map(({ target, host }) => (host && host !== target ? words.on(target, host) : words.noHost(target))).join('\n'),
    hostNames: hosts.join('\n'),
    // Half of the addresses would read as all of them.
    reverseDns: reverse.every((line) => line !== null) ? reverse.join('\n') : null,
    listEntry: targets.flatMap(({ target, listing }) => (listing?.state === 'listed' ? [words.listed(target, at(listing.since, language), entryOf(listing))] : [])).join('\n'),
  }
}

function entryOf({ codes, meaning, text }: NonNullable<DossierFacts['targets'][number]['listing']>): string {
  const said = [codes.join(', '), meaning, text].filter(Boolean).join(' · ')
  return said === '' ? '' : ` (${said})`
}

function whatWasMet({ since, firstRefusal, replies, deliveries }: DossierFacts, words: DossierWords, language: Language): Known {
  const codes = [...new Set([...(firstRefusal ? [firstRefusal.reply] : []), ...replies].flatMap(codesIn))]
  const number = (value: number) => formatNumber(value, language)
  const sum = deliveries && deliveries.taken + deliveries.deferred + deliveries.refused
  return {
    since: since && at(since, language),
    firstRefusal: firstRefusal && `${words.at(at(firstRefusal.at, language), firstRefusal.host)}\n${firstRefusal.reply}`,
    errorCodes: codes.join(', '),
    ...(deliveries && sum !== null && sum > 0 && {
      volume: words.volume(number(Math.max(1, Math.round(sum / deliveries.days))), deliveries.days),
      outcome: words.outcome({ taken: number(deliveries.taken), deferred: number(deliveries.deferred), refused: number(deliveries.refused) }, deliveries.days),
    }),
  }
}

type Lock = Extract<DossierCause, { kind: 'lock' }>

function whatWasDone({ causes }: DossierFacts, words: DossierWords, language: Language): Known {
  const locks = causes.filter((cause): cause is Lock => cause.kind === 'lock')
  const checks = causes.filter((cause) => cause.kind === 'check')
  if (causes.length === 0) return { prevention: words.prevention }
  const found = [
    ...(locks.length > 0 ? [words.locks(locks.length)] : []),
    ...locks.map(({ burstBeganAt, lockedAt, messages }) => words.lock({ from: at(burstBeganAt ?? lockedAt, language), messages: messages === null ? null : formatNumber(messages, language) }, at(lockedAt, language))),
    ...checks.map(({ check, host, since }) => words.check(check, host, at(since, language))),
  ]
  return { cause: found.join('\n'), measures: measuresOf(locks, words, language), prevention: words.prevention }
}

function measuresOf(locks: Lock[], words: DossierWords, language: Language): string | null {
  const last = locks.map(({ lockedAt }) => lockedAt).sort((a, b) => b.getTime() - a.getTime())[0]
  if (!last) return null
  const taken = locks.reduce((sum, lock) => sum + lock.taken, 0)
  return [
    words.locked(locks.length, at(last, language)),
    ...(taken > 0 ? [words.taken(formatNumber(taken, language))] : []),
    ...(locks.some(({ relapses }) => relapses > 0) ? [words.relapsed] : []),
    ...(locks.some(({ state }) => state === 'guarded-unlock') ? [words.stillWatched] : []),
    ...(locks.some(({ state }) => state === 'open') ? [words.opened] : []),
  ].join('\n')
}

/** Times go out in UTC: whoever reads them sits somewhere else. */
function at(when: Date, language: Language): string {
  return formatWhole(when, language, 'UTC')
}

/** SMTP codes, enhanced ones, and the receiver's own in brackets or standing first: `550`, `5.7.1`, `S3140`, `SC-001`, `TSS04`. */
export function codesIn(reply: string): string[] {
  const found = reply.match(/(?<=^|said: )[245]\d\d\b|\b[245]\.\d{1,3}\.\d{1,3}\b(?!\.\d)|\b(?:S|SC-|TSS|OFR_|AS|BL|RP-|DY-|OU-|HVU:|PDR)\d{2,6}\b/g)
  return [...new Set(found ?? [])]
}
