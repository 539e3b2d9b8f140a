import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import { listReceiverMoves } from '../audit/receiver-move-records.ts'
import type { Tx } from '../db.ts'
import { attemptsOfADay, sumAttempts } from '../deliveries/habit-records.ts'
import { habitOf, usuallyTaken, type Attempts } from '../deliveries/habit.ts'
import { AppError } from '../errors.ts'
import { holdHost } from '../hosts/host-records.ts'
import { closeReceiverBlockIncident } from '../incidents/close-incident.ts'
import { findIncidentHead } from '../incidents/incident-page-records.ts'
import { holdIncident } from '../incidents/incident-records.ts'
import { acceptNormalInput, endBlockInput, receiverOfCause, type AcceptNormalInput, type EndBlockInput } from '../incidents/incident.ts'
import { holdCause } from '../incidents/open-or-join-incident.ts'
import { blockedHosts } from '../receiver-standings/blocked-hosts.ts'
import { newNormal } from '../receiver-standings/new-normal.ts'
import { endOfTrouble, findStandings, saveHabits, saveStanding, type StandingRow } from '../receiver-standings/standing-records.ts'
import { transact } from '../transact.ts'

/**
 * What a receiver does to some hosts is usual from now on: the habit of each pair is taken anew from what was met since the
 * trouble began, and days before count no more. The incident is over when no other host of it is in trouble.
 */
export async function acceptNewNormal(doing: Doing, input: AcceptNormalInput): Promise<void> {
  const { number, hosts, reason } = acceptNormalInput.parse(input)
  await settle(doing, number, 'incident: accept new normal', reason, async (tx, block) => {
    const chosen = block.troubled.filter(({ host }) => hosts.includes(host.name))
    if (chosen.length < hosts.length) throw new AppError('conflict', `incident ${number}: not all of these hosts are in trouble`)
    for (const pair of chosen) await acceptOne(tx, doing, block, pair, reason)
  })
}

/** Ends a receiver's incident although not all is measured to be well. New refusals open another one. */
export async function endReceiverBlock(doing: Doing, input: EndBlockInput): Promise<void> {
  const { number, reason } = endBlockInput.parse(input)
  await settle(doing, number, 'incident: end by hand', reason, async (tx, block) => {
    for (const pair of block.troubled) await setFine(tx, doing, block, pair, reason, { byHand: 'ended' })
  })
}

type Pair = { host: { id: number; name: string }; standing: StandingRow }
type Block = { id: number; number: number; receiver: string; troubled: Pair[] }

async function settle(doing: Doing, number: number, action: string, reason: string, work: (tx: Tx, block: Block) => Promise<void>): Promise<void> {
  const { now, actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff settle what receivers do')
  await transact(doing.db, async (tx) => {
    const block = await holdBlock(tx, number)
    await work(tx, block)
    const { troubled } = await endOfTrouble(tx, block.id)
    if (troubled === 0) await endIncident(tx, doing, block, reason)
    await recordAudit(tx, { at: now, actor, action, subject: `incident ${number}`, reason, before: { troubled: block.troubled.map(({ host, standing }) => [host.name, standing.state]) }, after: { troubled } })
  })
}

/** The incident with its pairs in trouble, held in the order in which hosts that tell hold them: hosts first, then the cause. */
async function holdBlock(tx: Tx, number: number): Promise<Block> {
  const head = await findIncidentHead(tx, number)
  const receiver = head && receiverOfCause(head.causeKey)
  if (!head || head.kind !== 'receiver-block' || !receiver) throw new AppError('not-found', `no receiver block ${number}`)
  const hostIds = [...new Set((await listReceiverMoves(tx, { incidentIds: [head.id] })).map(({ hostId }) => hostId))].sort((a, b) => a - b)
  const hosts = []
  for (const hostId of hostIds) hosts.push(await holdHost(tx, hostId))
  await holdCause(tx, { kind: 'receiver-block', causeKey: head.causeKey })
  const incident = await holdIncident(tx, head.id)
  if (incident?.state !== 'open') throw new AppError('conflict', `incident ${number} is over`, { userMessageKey: 'errors.incident-over' })

  const troubled: Pair[] = []
  for (const host of hosts) {
    const standing = host && (await findStandings(tx, host.id, [receiver])).get(receiver)
    if (host && standing && standing.state !== 'fine' && standing.incidentId === head.id) troubled.push({ host, standing })
  }
  return { id: head.id, number, receiver, troubled }
}

async function acceptOne(tx: Tx, doing: Doing, block: Block, pair: Pair, reason: string): Promise<void> {
  const { host, standing } = pair
  const buckets = await attemptsOfADay(tx, { hostId: host.id, receivers: [block.receiver], always: [block.receiver], faultsMin: 1, now: doing.now })
  const accepted = newNormal(buckets.get(block.receiver) ?? [], standing.proof ?? { from: standing.since, attempts: 0, deferred: 0, refused: 0 })
  const habit = habitOf([accepted])
  await saveHabits(tx, host.id, [{ receiver: block.receiver, habit }], doing.now)
  await setFine(tx, doing, block, { host, standing: { ...standing, habit } }, reason, { byHand: 'accepted', accepted })
}

async function setFine(tx: Tx, { now, actor }: Doing, { id, receiver }: Block, { host, standing }: Pair, reason: string, by: { byHand: 'accepted'; accepted: Attempts } | { byHand: 'ended' }): Promise<void> {
  const proof = standing.proof ?? { from: standing.since, attempts: 0, deferred: 0, refused: 0 }
  await saveStanding(tx, host.id, receiver, { state: 'fine', since: now, proof, firstAt: null, incidentId: id, refusalClass: standing.refusalClass, reply: standing.reply })
  await recordChange(tx, {
    kind: 'receiver', at: now, actor, from: standing.state, to: 'fine', reason, hostId: host.id, incidentId: id,
    evidence: {
      receiver, attempts: proof.attempts, deferred: proof.deferred, refused: proof.refused, from: proof.from.toISOString(), firstAt: null, refusalClass: null, reply: null,
      usuallyTaken: usuallyTaken(standing.habit), ...by,
    },
  })
}

async function endIncident(tx: Tx, { now, actor }: Doing, { id, number, receiver }: Block, reason: string): Promise<void> {
  const hosts = blockedHosts(await listReceiverMoves(tx, { incidentIds: [id] }))
  const from = hosts.map(({ beganAt }) => beganAt).sort()[0]
  const { taken, deferred, refused, unclear, unclearRefused } = await sumAttempts(tx, { receiver, hostIds: hosts.map(({ hostId }) => hostId), from: from ? new Date(from) : now, to: now })
  await closeReceiverBlockIncident(tx, { id, number }, { taken, deferred: deferred + unclear, refused: refused + unclearRefused }, now, actor, reason)
}
