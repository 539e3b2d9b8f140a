import type { Check } from '../protocol/probes.ts'
import { flawParameters } from './flaw-words.ts'
import { failed, passed, unknown } from './make-check.ts'
import { isRefusal, isTemporary, seriousFlaw, type Reply } from './reply.ts'
import type { Trouble } from './trouble.ts'

/** What a server said at first: a whole reply, or what came of one before the trouble. */
export interface Heard {
  reply?: Reply
  trouble?: Trouble
  /** What came of a reply that never became whole. */
  unfinished?: Reply
  /** More replies, which nobody asked for. */
  unasked?: readonly Reply[]
}

const ID = 'greeting'

export function judgeGreeting({ reply, trouble, unfinished, unasked = [] }: Heard): Check {
  if (!reply) return judgeNoGreeting(trouble, unfinished)
  const { code, lines } = reply
  const flaw = seriousFlaw(reply)
  if (flaw) return failed(ID, { finding: 'greeting-flawed', cure: flaw === 'no-code' || flaw === 'endless' ? 'one-program-greets' : 'mend-replies', parameters: flawParameters(flaw), lines })
  if (isTemporary(reply)) return unknown(ID, { finding: 'temporary', parameters: { code: String(code) }, lines })
  if (isRefusal(reply)) return failed(ID, { finding: 'greeting-refuses', cure: 'be-let-in', parameters: { code: String(code) }, lines })
  if (code !== 220) return failed(ID, { finding: 'greeting-wrong-code', cure: 'one-program-greets', parameters: { code: String(code) }, lines })
  if (unasked.length > 0) return failed(ID, { finding: 'greeting-unasked', cure: 'one-program-greets', lines: [...lines, ...unasked.flatMap((each) => each.lines)] })
  const [odd] = reply.flaws
  return odd
    ? passed(ID, { finding: 'greets-oddly', parameters: { code, ...flawParameters(odd) }, lines })
    : passed(ID, { finding: 'greets', parameters: { code, lines: lines.length }, lines })
}

function judgeNoGreeting(trouble: Trouble | undefined, unfinished: Reply | undefined): Check {
  const reason = trouble?.message ?? 'nothing came'
  const lines = unfinished?.lines ?? []
  // What is not SMTP is told as such, also when it never ends: whoever talks so will not greet.
  if (unfinished?.flaws.includes('no-code')) return failed(ID, { finding: 'greeting-flawed', cure: 'one-program-greets', parameters: flawParameters('no-code'), lines })
  if (trouble?.kind === 'closed') return failed(ID, { finding: 'closed-before-greeting', cure: 'start-behind-port', lines: [...lines, reason] })
  return unknown(ID, { finding: trouble?.kind === 'time-out' ? 'no-answer' : 'not-reached', parameters: { reason }, lines })
}
