import type { Check } from '../protocol/probes.ts'
import { flawParameters } from './flaw-words.ts'
import type { Heard } from './judge-greeting.ts'
import { failed, passed, unknown } from './make-check.ts'
import { readEhlo, type Ehlo } from './read-ehlo.ts'
import { isPositive, isTemporary, seriousFlaw } from './reply.ts'

const ID = 'ehlo'

export function judgeEhlo({ reply, trouble, unfinished, unasked = [] }: Heard): Check {
  if (!reply) {
    const reason = trouble?.message ?? 'nothing came'
    const lines = unfinished?.lines ?? []
    if (unfinished?.flaws.includes('no-code')) return failed(ID, { finding: 'ehlo-flawed', cure: 'mend-replies', parameters: flawParameters('no-code'), lines })
    if (trouble?.kind === 'closed') return failed(ID, { finding: 'ehlo-closed', cure: 'answer-ehlo', lines: [...lines, reason] })
    return unknown(ID, { finding: 'no-answer', parameters: { reason }, lines })
  }
  const { code, lines } = reply
  const flaw = seriousFlaw(reply)
  if (flaw) return failed(ID, { finding: 'ehlo-flawed', cure: 'mend-replies', parameters: flawParameters(flaw), lines })
  if (isTemporary(reply)) return unknown(ID, { finding: 'temporary', parameters: { code: String(code) }, lines })
  if (code !== 250) return failed(ID, { finding: isPositive(reply) ? 'ehlo-wrong-code' : 'ehlo-unknown', cure: 'answer-ehlo', parameters: { code: String(code) }, lines })
  if (unasked.length > 0) return failed(ID, { finding: 'ehlo-unasked', cure: 'mend-replies', lines: [...lines, ...unasked.flatMap((each) => each.lines)] })
  const [odd] = reply.flaws
  return odd
    ? passed(ID, { finding: 'ehlo-answered-oddly', parameters: flawParameters(odd), lines })
    : passed(ID, { finding: 'ehlo-answered', parameters: { lines: lines.length }, lines })
}

/** What the server can do, as far as it said so. */
export function ehloOf({ reply }: Heard): Ehlo | undefined {
  return reply?.code === 250 ? readEhlo(reply) : undefined
}

/** Where STARTTLS stands in the answer to EHLO, if at all. `ended`: why there is no such answer. */
export function judgeStarttlsOffer(heard: Heard, ended: string): Check[] {
  const ehlo = ehloOf(heard)
  const lines = heard.reply?.lines ?? []
  if (!ehlo) {
    const reason = ended
    return [unknown('starttls-offered', { finding: 'conversation-ended', parameters: { reason } }), unknown('starttls-not-last', { finding: 'conversation-ended', parameters: { reason } })]
  }
  if (ehlo.starttls === 'absent') {
    return [
      failed('starttls-offered', { finding: 'starttls-is-not-offered', cure: 'offer-starttls', lines }),
      unknown('starttls-not-last', { finding: 'starttls-is-not-offered', lines }),
    ]
  }
  const offered = passed('starttls-offered', { finding: 'starttls-is-offered', lines: lines.filter((line) => /starttls/i.test(line)) })
  if (ehlo.starttls === 'before-last') return [offered, passed('starttls-not-last', { finding: 'starttls-is-not-last', lines })]
  return [offered, failed('starttls-not-last', { finding: 'starttls-is-last', cure: 'line-after-starttls', parameters: { lines: lines.length }, lines })]
}

/** AUTH before TLS: `heard` is the answer to EHLO in plain text. */
export function judgeAuth(heard: Heard, ended: string): Check {
  const id = 'auth-only-over-tls'
  const ehlo = ehloOf(heard)
  if (!ehlo) return unknown(id, { finding: 'conversation-ended', parameters: { reason: ended } })
  const lines = heard.reply?.lines ?? []
  if (ehlo.authMechanisms.length === 0) return passed(id, { finding: 'no-auth-before-tls', lines })
  const mechanisms = ehlo.authMechanisms.join(' ')
  return failed(id, { finding: 'auth-before-tls', cure: 'auth-over-tls-only', parameters: { mechanisms }, lines: lines.filter((line) => /auth/i.test(line)) })
}
