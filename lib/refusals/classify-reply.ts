import { knownReceiver } from '../receivers/catalogue.ts'
import { receiverOf } from '../receivers/receiver-of.ts'
import { isSaid, learn, spoken, type Lesson } from './lesson.ts'
import { keyOf, maskReply } from './mask-reply.ts'
import { prepareReply, type PreparedReply } from './prepared-reply.ts'
import { NOTHING_TAUGHT, type Refusal, type RefusalClass, type RefusalScope, type TaughtRules } from './refusal.ts'
import { ruleBook, type RefusalRule, type RuleBook } from './rule.ts'
import { CLEAR_RULES, VAGUE_RULES } from './rules/general-rules.ts'
import { RECEIVER_RULES, SIGNATURES } from './rules/receiver-rules.ts'
import { meaningOfReplyCode, meaningOfStatus } from './rules/status-codes.ts'

/** Who gave a reply: the name of its server, or the receiver's id where that is known. */
export interface ReplyOrigin {
  mx?: string | undefined
  receiver?: string | undefined
}

export interface ReplyContext extends ReplyOrigin {
  taught?: TaughtRules | undefined
}

type Verdict = Omit<Refusal, 'receiver'>

/** Replies whose verdict is kept, by receiver; a receiver that sends ever new ones does not fill the memory. */
const REMEMBERED_MAX = 50_000
/** How far into a line the name of the server is looked for. */
const LINE_MAX = 600
const BLANK = 32
/** What the name of a rule begins with that was taught. */
export const TAUGHT = 'taught:'

const clear = ruleBook(CLEAR_RULES)
const vague = ruleBook(VAGUE_RULES)
const ofReceiver = new Map<string, RuleBook>(Object.entries(RECEIVER_RULES).map(([id, rules]) => [id, ruleBook(rules)]))
const classifiers = new WeakMap<TaughtRules, ReturnType<typeof replyClassifier>>()

/**
 * Tells what a receiver's reply means. Rules that were taught go first, then the receiver's own, then general ones, then
 * the enhanced status code. Never throws; takes a bounded part of a reply of any length.
 */
export function classifyReply(text: string, { taught = NOTHING_TAUGHT, ...origin }: ReplyContext = {}): Refusal {
  let classify = classifiers.get(taught)
  if (!classify) classifiers.set(taught, (classify = replyClassifier(taught)))
  return classify(text, origin)
}

/** Makes a classifier with a memory of its own, for many replies under the same taught rules. */
export function replyClassifier(taught: TaughtRules = NOTHING_TAUGHT): (text: string, origin?: ReplyOrigin) => Refusal {
  const lessons = taught.rules.flatMap((rule) => learn(rule) ?? [])
  const memory = new Map<string, Map<number, Refusal>>()
  let remembered = 0
  return (text, origin = {}) => {
    const receiver = origin.receiver ?? receiverOfReply(text, origin.mx)
    let known = memory.get(receiver ?? '')
    const key = keyOf(text)
    const before = known?.get(key)
    if (before) return before
    if (remembered >= REMEMBERED_MAX) {
      memory.clear()
      known = undefined
      remembered = 0
    }
    if (!known) memory.set(receiver ?? '', (known = new Map()))
    const refusal = Object.freeze({ ...judge(text, receiver, lessons) })
    known.set(key, refusal)
    remembered++
    return refusal
  }
}

/** The receiver by the server's name, which a Postfix line or Exim line carries itself: `host mx00.gmx.net[212.227.15.9] said: …`. */
function receiverOfReply(text: string, mx: string | undefined): string | undefined {
  if (mx !== undefined) return receiverOf(mx)
  const from = text.startsWith('host ') ? 5 : text.startsWith('SMTP error ') ? text.slice(0, LINE_MAX).indexOf(': host ') + 7 : 0
  if (from < 5 || text.charCodeAt(from - 1) !== BLANK) return undefined
  const end = text.indexOf('[', from)
  return end > from && end < LINE_MAX ? receiverOf(text.slice(from, end).trimEnd()) : undefined
}

function judge(text: string, receiver: string | undefined, lessons: Lesson[]): Refusal {
  const reply = prepareReply(maskReply(text).text)
  const speaker = receiver !== undefined && ofReceiver.has(receiver) ? receiver : speakerOf(reply)
  const verdict = taughtVerdict(text, receiver, lessons) ?? onSender(verdictOf(reply, speaker), reply)
  return { class: verdict.class, scope: verdict.scope, permanent: verdict.permanent, receiver: receiver ?? speaker ?? null, rule: verdict.rule }
}

function taughtVerdict(text: string, receiver: string | undefined, lessons: Lesson[]): Verdict | undefined {
  if (lessons.length === 0) return undefined
  const words = spoken(text)
  const lesson = lessons.find((each) => isSaid(each, words, receiver))
  return lesson && { class: lesson.rule.class, scope: lesson.rule.scope, permanent: lesson.rule.permanent, rule: `${TAUGHT}${lesson.rule.id}` }
}

function verdictOf(reply: PreparedReply, speaker: string | undefined): Verdict {
  const rule = ownRule(reply, speaker) ?? clear.find(reply)
  if (rule) return byRule(rule, reply)
  const status = meaningOfStatus(reply.status, false)
  if (status) return byCode(status, `status-${reply.status}`, reply)
  const vagueRule = vague.find(reply)
  if (vagueRule) return byRule(vagueRule, reply)
  const rest = meaningOfStatus(reply.status, true) ?? meaningOfReplyCode(reply.code, reply.words === '')
  if (rest) return byCode(rest, reply.status ? `status-${reply.status}` : `code-${reply.code}`, reply)
  return { class: 'unknown', scope: 'unknown', permanent: permanentByCode(reply), rule: null }
}

/** Who is unknown in an answer to the sender's address is the sender. */
function onSender(verdict: Verdict, reply: PreparedReply): Verdict {
  const isOfRecipient = verdict.class === 'unknown_user' || verdict.class === 'bad_domain'
  return reply.isOnSender && isOfRecipient ? { ...verdict, class: 'bad_sender', scope: 'domain' } : verdict
}

/** Where the last line decides, the lines are asked from the last one up, then the reply as a whole. */
function ownRule(reply: PreparedReply, speaker: string | undefined): RefusalRule | undefined {
  const rules = speaker === undefined ? undefined : ofReceiver.get(speaker)
  if (!rules || speaker === undefined) return undefined
  if (knownReceiver(speaker)?.lastLineDecides) {
    for (const line of reply.lines()) {
      const rule = rules.find({ ...reply, full: line })
      if (rule) return rule
    }
  }
  return rules.find(reply)
}

function speakerOf(reply: PreparedReply): string | undefined {
  return SIGNATURES.find(([signature]) => signature.test(reply.full))?.[1]
}

function byRule(rule: RefusalRule, reply: PreparedReply): Verdict {
  return { class: rule.class, scope: rule.scope, permanent: rule.permanent ?? permanentByCode(reply), rule: rule.id }
}

function byCode([refusal, scope]: [RefusalClass, RefusalScope], rule: string, reply: PreparedReply): Verdict {
  return { class: refusal, scope, permanent: refusal === 'rate' ? false : permanentByCode(reply), rule }
}

function permanentByCode({ code, status }: PreparedReply): boolean | null {
  const first = code?.[0] ?? status?.[0]
  return first === undefined ? null : first === '5'
}
