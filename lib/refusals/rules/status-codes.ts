import type { RefusalClass, RefusalScope } from '../refusal.ts'

type Meaning = [RefusalClass, RefusalScope]

/** RFC 3463 and the IANA registry: subject and detail of a status that say enough by themselves. */
const CLEAR: Record<string, Meaning> = {
  '1.1': ['unknown_user', 'recipient'], '1.2': ['bad_domain', 'recipient'], '1.3': ['unknown_user', 'recipient'],
  '1.4': ['unknown_user', 'recipient'], '1.6': ['disabled', 'recipient'], '1.7': ['bad_sender', 'domain'], '1.8': ['bad_sender', 'domain'],
  '1.9': ['bad_domain', 'recipient'], '1.10': ['bad_domain', 'recipient'],
  '2.1': ['disabled', 'recipient'], '2.2': ['mailbox_full', 'recipient'], '2.3': ['size', 'message'], '2.4': ['system', 'receiver'],
  '3.1': ['system', 'receiver'], '3.2': ['system', 'receiver'], '3.3': ['protocol', 'host'], '3.4': ['size', 'message'], '3.5': ['system', 'receiver'],
  '4.2': ['network', 'receiver'], '4.3': ['bad_domain', 'recipient'], '4.4': ['bad_domain', 'recipient'],
  '4.5': ['system', 'receiver'], '4.6': ['system', 'receiver'], '4.7': ['expired', 'receiver'],
  '5.1': ['protocol', 'host'], '5.2': ['protocol', 'host'], '5.3': ['rate', 'message'], '5.4': ['protocol', 'host'], '5.5': ['protocol', 'host'],
  '6.1': ['content', 'message'], '6.2': ['content', 'message'], '6.3': ['protocol', 'message'], '6.6': ['content', 'message'],
  '6.7': ['protocol', 'message'], '6.8': ['protocol', 'message'], '6.9': ['protocol', 'message'],
  '7.2': ['recipient_policy', 'recipient'], '7.8': ['auth', 'host'],
  '7.10': ['tls', 'host'], '7.11': ['tls', 'host'], '7.13': ['disabled', 'account'],
  '7.20': ['auth', 'domain'], '7.21': ['auth', 'domain'], '7.22': ['auth', 'domain'], '7.23': ['auth', 'domain'], '7.24': ['auth', 'domain'],
  '7.25': ['rdns', 'ip'], '7.26': ['auth', 'domain'], '7.27': ['bad_sender', 'domain'], '7.28': ['rate', 'ip'], '7.29': ['auth', 'domain'],
  '7.30': ['tls', 'host'],
}

/** Details that only name a field; the words of a reply go before them. */
const VAGUE: Record<string, Meaning> = {
  '1.0': ['unknown_user', 'recipient'], '2.0': ['disabled', 'recipient'], '3.0': ['system', 'receiver'], '4.0': ['network', 'receiver'], '4.1': ['network', 'receiver'],
  '5.0': ['protocol', 'host'], '6.0': ['content', 'message'], '7.0': ['policy', 'unknown'], '7.1': ['policy', 'unknown'],
  '7.3': ['policy', 'unknown'], '7.4': ['policy', 'unknown'], '7.5': ['policy', 'unknown'], '7.7': ['policy', 'message'], '7.9': ['policy', 'unknown'],
}

/** Reply codes that say something whatever stands behind them (RFC 5321). */
const REPLIES: Record<string, Meaning> = {
  500: ['protocol', 'host'], 501: ['protocol', 'host'], 502: ['protocol', 'host'], 503: ['protocol', 'host'], 504: ['protocol', 'host'],
  521: ['bad_domain', 'recipient'], 530: ['auth', 'host'], 535: ['auth', 'host'], 551: ['unknown_user', 'recipient'],
  552: ['mailbox_full', 'recipient'], 553: ['unknown_user', 'recipient'], 556: ['bad_domain', 'recipient'],
}

/** @returns what a status such as 5.1.1 means by itself */
export function meaningOfStatus(status: string | undefined, vague: boolean): Meaning | undefined {
  return status === undefined ? undefined : (vague ? VAGUE : CLEAR)[status.slice(2)]
}

/** Reply codes that mean no more than trouble when nothing stands behind them. */
const BARE_REPLIES: Record<string, Meaning> = {
  421: ['system', 'receiver'], 450: ['system', 'recipient'], 451: ['system', 'receiver'], 452: ['system', 'receiver'],
}

/** @returns what a reply code such as 552 means where neither words nor a status tell more */
export function meaningOfReplyCode(code: string | undefined, isBare: boolean): Meaning | undefined {
  if (code === undefined) return undefined
  return REPLIES[code] ?? (isBare ? BARE_REPLIES[code] : undefined)
}
