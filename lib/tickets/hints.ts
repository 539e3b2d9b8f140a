import type { AnswerHint, AnswerState, QuestionNumber } from './ticket.ts'

/** Says he does not know. Whole words, so that "unbekannt" in a cause is not one. */
const NOT_SURE = /\b(wei(ß|ss) (ich )?(es )?nicht|keine ahnung|nicht sicher|bin mir unsicher|(don'?t|do not) know|no idea|not sure|unsure)\b/iu
/** The mail program's outbox, or the program itself. */
const OUTBOX = /\b(post-?ausgang\w*|ausgangsfach|ausgangsordner|gesendete\w*|outbox\w*|sent (folder|items|mail)|outlook|thunderbird|apple mail)\b/iu
/** Whoever names one of these has looked at a mail server's queue: mailq(1), postqueue(1), postsuper(1), exim(8), Exchange's shell, Plesk. */
const QUEUE_TOOL = /\b(mailq|postqueue|postsuper|qshape|exim\s+-(bp|bpc|mrm|bpr)|exiqgrep|get-queue|get-message|qmail-qstat|qmail-qread|qmhandle|plesk|queue is empty)\b/iu
/** What checks incoming mail and stops nobody who knows the password. */
const FILTER = /\b(spam-?\s?filter\w*|viren-?\s?scan\w*|virus-?\s?scan\w*|anti-?virus\w*|anti-?viren\w*|anti-?spam\w*|virenschutz\w*|firewall am pc|malwarebytes|defender)\b/iu
const NOTHING = /^\W*(nichts|gar nichts|noch nichts|keine|nothing|none|n\/a)\b/iu
/** Measures that do help, whatever else was done. */
const MEASURE = /(passw(o|ö)rt\w*|kennw(o|ö)rt\w*|password\w*|passphrase\w*|fail2ban|vpn|neu (aufgesetzt|installiert)|reinstall\w*|gesperrt|geschlossen|abgeschaltet|entfernt|gelöscht|aktualisiert|update\w*|closed|disabled|removed|deleted|restricted|open relay|relay|formular\w*|captcha|firewall(?! am pc)|port 25|zwei-faktor|2fa|mfa)/iu
const TERMINATE = /\b(kündig\w*|kuendig\w*|vertrag (beenden|auflösen)|cancel (my|our|the) (contract|account)|terminate (my|our|the) (contract|account))/iu

/** What a person who reads the answer should look at twice. Only a hint: it decides nothing. */
export function hintsOf(question: QuestionNumber, text: string): AnswerHint[] {
  const hints: AnswerHint[] = []
  if (question === 3 && OUTBOX.test(text) && !QUEUE_TOOL.test(text)) hints.push('outbox')
  if (question === 2 && (NOTHING.test(text) || (FILTER.test(text) && !MEASURE.test(text)))) hints.push('no_measure')
  if (TERMINATE.test(text)) hints.push('terminate')
  if (NOT_SURE.test(text)) hints.push('not_sure')
  return hints
}

export type GivenAnswer = { question: QuestionNumber; text: string; confirms: boolean | null }

/**
 * What an answer counts as when it comes in. Question 3 asks for an explicit yes: "no, or I do not know" is no answer,
 * and a yes that speaks of the outbox waits for a person's word.
 */
export function weighAnswer({ question, text, confirms }: GivenAnswer): { state: AnswerState; hints: AnswerHint[] } {
  const hints = hintsOf(question, text)
  const denies = question === 3 && confirms === false
  if (denies && !hints.includes('not_sure')) hints.push('not_sure')
  const isUnsure = denies || hints.includes('not_sure') || (question === 3 && hints.includes('outbox'))
  return { state: isUnsure ? 'unsure' : 'answered', hints }
}
