/** Why it is not known whether a target is listed, and the words for it. */
export const UNKNOWN_REASONS = {
  silent: 'no answer in time',
  unreachable: "the resolver's port is closed",
  malformed: 'only answers that could not be read',
  tcp: 'the answer was too long for a datagram, and could not be fetched by TCP',
  servfail: 'the resolver could not find out (SERVFAIL)',
  refused: 'the question was refused (REFUSED)',
  'other-error': 'the server answered with an error',
  administrative: 'the list did not look: an administrative answer',
  'outside-127': 'an address outside 127.0.0.0/8, which no list gives',
  'undocumented-code': 'a code whose meaning the list does not tell, and which may be a good one',
  'foreign-answer': 'an answer without an address of the name that was asked',
  referral: 'the server only named others to ask',
  contradiction: 'an answer that contradicts itself',
  'lists-the-world': 'the list answers for what can never be listed: it lists the world',
  dead: 'the list does not answer for its own test point: it is empty or dead',
  'resolver-invents': 'the resolver answers for names that cannot exist',
  'resolvers-disagree': 'the resolvers do not say the same',
  'not-confirmed': 'a listing that the other resolver could not confirm',
  'gave-up': 'the list stopped answering during the sweep',
  'daily-limit': "the list's limit for a day is used up",
  'name-too-long': 'the name to be asked for would be too long',
  'no-key': 'the list is asked with a key, and there is none',
  closed: 'the list has ended and is never asked',
  unpublished: 'the list cannot be asked by DNS',
} as const
export type UnknownReason = keyof typeof UNKNOWN_REASONS

/** What one answer, or all of them together, say of one target on one list. There is no fourth state. */
export interface Reading {
  state: 'listed' | 'clear' | 'unknown'
  /** Addresses of the answer. */
  codes: readonly string[]
  meaning: string | null
  /** Only of `unknown`. */
  reason: UnknownReason | null
}

export const CLEAR: Reading = Object.freeze({ state: 'clear', codes: [], meaning: null, reason: null })

export function unknown(reason: UnknownReason, codes: readonly string[] = [], meaning: string = UNKNOWN_REASONS[reason]): Reading {
  return { state: 'unknown', codes, meaning, reason }
}

/** Whether a list gave an answer of its own about the name, a listing or not, and not just no. */
export function isEntry(reading: Reading): boolean {
  return reading.codes.length > 0 && (reading.state !== 'unknown' || reading.reason === 'undocumented-code')
}
