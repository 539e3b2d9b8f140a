import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findHost, holdHost } from '../hosts/host-records.ts'
import { readProbeSetting } from '../probes/probe-setting-records.ts'
import { answerAddress, askRoundTripInput, NOT_AGAIN_WITHIN_MS, type AskRoundTripInput } from '../probes/round-trip.ts'
import { createRoundTrip, findLastRoundTrip, findProbedDomain } from '../probes/round-trip-records.ts'
import { newMark } from '../probes/send-to-host.ts'
import { transact } from '../transact.ts'

/**
 * Has one real mail sent to postmaster@ or abuse@ of a host, to see whether somebody reads it. Exactly the mail that the
 * person was told of: when the host's domain or our address for answers is another by now, nothing is sent.
 *
 * @param mayInsist whether he may have a second one sent to the same address within a day
 */
export async function askRoundTrip({ db, now, actor }: Doing, input: AskRoundTripInput, { mayInsist }: { mayInsist: boolean }): Promise<void> {
  const { host: name, mailbox, recipient, answerDomain, insist } = askRoundTripInput.parse(input)
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only a person has a round trip sent')
  if (insist && !mayInsist) throw new AppError('not-allowed', 'only a lead has a second round trip sent within a day')
  await transact(db, async (tx) => {
    const host = await findHost(tx, { name })
    if (!host || host.revokedAt) throw new AppError('not-found', `no host ${name} in service`)
    await holdHost(tx, host.id)
    const { answers } = await readProbeSetting(tx)
    if (!answers) throw new AppError('conflict', 'nobody takes answers in', { userMessageKey: 'errors.round-trip.no-answers' })
    const domain = await findProbedDomain(tx, host.id)
    if (recipient !== `${mailbox}@${domain ?? ''}` || answerDomain !== answers.domain) throw new AppError('conflict', 'the addresses are others by now', { userMessageKey: 'errors.round-trip.changed' })
    const last = await findLastRoundTrip(tx, host.id, recipient)
    if (last && last.state !== 'over') throw new AppError('conflict', 'one is under way', { userMessageKey: 'errors.round-trip.running' })
    if (last && !insist && now.getTime() - last.askedAt.getTime() < NOT_AGAIN_WITHIN_MS) throw new AppError('too-many', 'one was sent within a day', { userMessageKey: 'errors.round-trip.too-soon' })

    const mark = newMark()
    const sender = answerAddress(mark, answers.domain)
    await createRoundTrip(tx, { hostId: host.id, mailbox, recipient, sender, mark, askedAt: now, askedById: actor.userId })
    await recordAudit(tx, { at: now, actor, action: 'host: round trip', subject: `host ${name}`, after: { recipient, sender, insist } })
  })
}
