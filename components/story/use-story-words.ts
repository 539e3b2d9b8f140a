import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import type { ToldEntry } from '../../lib/audit/merge-answers.ts'
import { formatDuration, formatShare, formatWhole } from '../../lib/i18n/format.ts'
import type { Language } from '../../lib/i18n/language.ts'
import { useUnknownReason } from '../blocklists/use-unknown-reason.ts'
import { saidOfList } from '../../lib/blocklists/said-of-list.ts'
import { listName } from '../../lib/blocklists/list-name.ts'
import { saidOfTrouble } from '../../lib/hosts/trouble-sentences.ts'
import { saidOfCheck } from '../../lib/probes/said-of-check.ts'
import { receiverName } from '../../lib/receivers/receiver-name.ts'
import { joinQuestions } from '../../lib/tickets/join-questions.ts'

export type StoryWords = { title: string; about?: string; quote?: string }

/** Puts entries of a story into words for staff. */
export function useStoryWords(): (entry: ToldEntry) => StoryWords {
  const t = useTranslations('story')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const reasonOf = useUnknownReason()
  return (entry) => (entry.kind === 'delisting-request' ? requestWords(entry, t, language, zone) : wordsOf(entry, t, { language, reasonOf }))
}

type Say = ReturnType<typeof useTranslations<'story'>>
type Of<K extends ToldEntry['kind']> = Extract<ToldEntry, { kind: K }>

function wordsOf(entry: Exclude<ToldEntry, { kind: 'delisting-request' }>, t: Say, { language, reasonOf }: { language: Language; reasonOf: (reason: string | null) => string }): StoryWords {
  const { reason } = entry
  switch (entry.kind) {
    case 'relay-lock':
      return lockWords(entry, t, language)
    case 'guarded-unlock':
      return watchWords(entry, t, language)
    case 'answer':
      return answerWords(entry, t, language)
    case 'notice':
      return noticeWords(entry, t, language)
    case 'quarantine': {
      const { messages, ofOurBounces, cause } = entry.evidence
      return { title: t('quarantine.title', { count: messages }), about: line(entry.host, t('quarantine.cause', { cause }), ofOurBounces > 0 && t('quarantine.bounces', { count: ofOurBounces })) }
    }
    case 'quarantine-act':
      return actWords(entry, t)
    case 'ticket':
      return { title: isTicketMove(entry.to) ? t(`ticket.${entry.to}`) : t('ticket.other', { to: entry.to ?? '' }), about: line(reason, entry.evidence.note) }
    case 'note':
      return { title: t('note'), about: entry.evidence.text }
    case 'approval':
      return { title: t('approval'), about: line(entry.evidence.text) }
    case 'host':
      return { title: t('host', { host: entry.host ?? '', to: entry.to ?? '' }), about: line(entry.evidence.text && saidOfTrouble(entry.evidence.text, language), reason) }
    case 'drift':
      return { title: t('drift', { host: entry.host ?? '', found: entry.evidence.found, wanted: entry.evidence.wanted }), about: t(entry.evidence.repaired ? 'repaired' : 'notRepaired') }
    case 'headers-read':
      return { title: t('headers', { count: entry.evidence.messages, subjects: entry.evidence.withSubjects ? 'yes' : 'no' }), about: line(reason) }
    case 'policy':
      return { title: t('policy'), about: line(entry.evidence.fields.join(', '), reason) }
    case 'taught-rule':
      return { title: t('taughtRule', { to: entry.to ?? '' }), about: line(entry.evidence.receiver, reason) }
    case 'account':
      return { title: t('account', { number: entry.evidence.customerNumber ?? '' }) }
    case 'receiver':
      return receiverWords(entry, t, language)
    case 'listing': {
      const { target, list, codes, meaning, text } = entry.evidence
      return { title: t('listing', { target, list: listName(list), to: entry.to ?? '' }), about: line(codes.join(', '), meaning && saidOfList(language, meaning).text), quote: text ?? '' }
    }
    case 'list-health':
      return { title: t('listHealth', { list: listName(entry.evidence.list), to: entry.to ?? '' }), about: line(entry.evidence.resolver, entry.evidence.reason && reasonOf(entry.evidence.reason)) }
    case 'check': {
      const { source, check, place, evidence } = entry.evidence
      return { title: t('check', { check, place, to: entry.to ?? '' }), about: line(entry.host, reason), quote: saidOfCheck({ source, text: evidence }, language) }
    }
    case 'domain-check':
      return { title: t('domainCheck', { check: entry.evidence.check.toUpperCase(), domain: entry.evidence.domain, to: entry.to ?? '' }), about: reason, quote: entry.evidence.evidence }
    case 'blocklist-setting':
      return { title: t('blocklistSetting', { list: listName(entry.evidence.list) }), about: line(entry.evidence.field, reason) }
    case 'incident':
      return { title: t('incident', { number: entry.evidence.number, to: entry.to ?? '' }), about: reason }
  }
}

function lockWords(entry: Of<'relay-lock'>, t: Say, language: Language): StoryWords {
  const { crossing, figures, hosts, excerpts } = entry.evidence
  const about = line(
    entry.reason && `“${entry.reason}”`,
    figures && t('lock.figures', { messages: figures.messages, unknown: figures.unknownRecipients, window: formatDuration(crossing?.windowSeconds ?? 600, language) }),
    hosts && hosts.length > 0 && t('lock.hosts', { hosts: hosts.join(', ') }),
  )
  const quote = excerpts?.join('\n') ?? ''
  return { title: lockTitle(entry, t), about, quote }
}

function lockTitle({ from, to, evidence }: Of<'relay-lock'>, t: Say): string {
  if (from === to) return t('lock.again')
  if (to === 'locked') return from === 'guarded-unlock' ? t('lock.relapse') : t('lock.locked', { limit: evidence.crossing?.limit ?? 'person' })
  if (to === 'accepted' || to === 'lifted' || to === 'ended' || to === 'notified') return t(`lock.${to}`)
  return t('lock.other', { state: to ?? '' })
}

function watchWords(entry: Of<'guarded-unlock'>, t: Say, language: Language): StoryWords {
  const { terms, figures, quarantined, released, left, excerpts } = entry.evidence
  const to = isWatchStep(entry.to) ? entry.to : 'watching'
  const about = line(
    terms && t('watch.terms', { mails: terms.mailsMax, time: formatDuration(terms.watchSeconds, language) }),
    figures && to === 'locked-again' && t('watch.figures', { arrived: figures.arrived, quarantined: quarantined ?? 0, left: left ?? 0 }),
    to === 'opened' && t('watch.released', { released: released ?? 0 }),
    entry.reason,
  )
  return { title: t(`watch.${to}`, { host: entry.host ?? '' }), about, quote: excerpts?.join('\n') ?? '' }
}

function receiverWords({ to, from, host, evidence, reason }: Of<'receiver'>, t: Say, language: Language): StoryWords {
  const { receiver, attempts, deferred, refused, usuallyTaken, reply, byHand } = evidence
  if (byHand) return { title: t('receiverByHand', { receiver: receiverName(receiver), host: host ?? '', by: byHand }), about: reason }
  const about = line(
    to === 'fine' ? t('receiver.went', { attempts, deferred, refused }) : t('receiver.figures', { attempts, deferred, refused }),
    usuallyTaken !== null && t('receiver.usual', { share: formatShare(usuallyTaken, language) }),
  )
  const state = to === 'refused' || to === 'fine' ? to : from === 'refused' ? 'softer' : 'deferring'
  return { title: t(`receiver.${state}`, { receiver: receiverName(receiver), host: host ?? '' }), about, quote: reply ?? '' }
}

function answerWords(entry: Of<'answer'>, t: Say, language: Language): StoryWords {
  const { question, version, source, state } = entry.evidence
  const questions = entry.questions ?? [question]
  const about = line(t('answer.source', { source }), questions.length === 1 && version > 1 && t('answer.version', { version }), state === 'unsure' && t('answer.unsure'))
  return { title: t('answer.title', { count: questions.length, list: joinQuestions(questions, language) }), about }
}

function noticeWords(entry: Of<'notice'>, t: Say, language: Language): StoryWords {
  const { kind, questions, recipients, reply } = entry.evidence
  const state = entry.to === 'sent' || entry.to === 'failed' || entry.to === 'cancelled' ? entry.to : 'queued'
  const name = isNoticeKind(kind) ? t(`notice.${kind}`) : kind
  return {
    title: t(`noticeState.${state}`, { kind: name }),
    about: line(t('noticeAbout', { count: questions.length, list: joinQuestions(questions, language), recipients }), state === 'failed' && reply),
  }
}

function actWords({ to, evidence, reason }: Of<'quarantine-act'>, t: Say): StoryWords {
  const about = line(reason, evidence.failed && t('act.failed', { count: evidence.failed }))
  if (to === 'releasing' || to === 'released' || to === 'deleting' || to === 'deleted') return { title: t(`act.${to}`, { count: evidence.messages }), about }
  return { title: t(to === 'kept' ? 'act.kept' : 'act.undone'), about }
}

/** The parts that say something, in one line. */
function line(...parts: (string | false | 0 | null | undefined)[]): string {
  return parts.filter(Boolean).join(' · ')
}

const TICKET_MOVES = ['closed', 'reopened', 'taken', 'given-back'] as const
function isTicketMove(to: string | null): to is (typeof TICKET_MOVES)[number] {
  return TICKET_MOVES.some((one) => one === to)
}

const WATCH_STEPS = ['watch-wanted', 'watching', 'opened', 'locked-again', 'cancelled', 'failed'] as const
function isWatchStep(to: string | null): to is (typeof WATCH_STEPS)[number] {
  return WATCH_STEPS.some((one) => one === to)
}

const NOTICE_KINDS = ['three-questions', 'ask-again', 'reminder', 'relapse', 'opened', 'lifted', 'ended', 'quarantine-expiry', 'staff-alarm'] as const
function isNoticeKind(kind: string): kind is (typeof NOTICE_KINDS)[number] {
  return NOTICE_KINDS.some((one) => one === kind)
}

function requestWords({ to, reason, evidence: { number, ticketNumber, note, what } }: Of<'delisting-request'>, t: Say, language: Language, zone: string): StoryWords {
  switch (what) {
    case undefined:
      return { title: t('request', { number, to: to ?? '' }), about: line(ticketNumber && t('requestTicket', { ticket: ticketNumber }), reason), quote: note ?? '' }
    case 'answer':
      return { title: t('requestWhat', { number, what }), about: line(ticketNumber && t('requestTicket', { ticket: ticketNumber })), quote: note ?? '' }
    case 'due':
      return { title: t('requestWhat', { number, what }), about: line(note && formatWhole(note, language, zone), reason) }
    case 'dossier':
      return { title: t('requestWhat', { number, what }), about: reason }
    case 'note':
    case 'overdue':
    case 'taken-back':
      return { title: t('requestWhat', { number, what }), about: line(note, reason) }
  }
}
