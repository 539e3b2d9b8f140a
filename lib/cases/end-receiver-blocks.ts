import type { Doing } from '../audit/doing.ts'
import { listReceiverMoves } from '../audit/receiver-move-records.ts'
import type { Tx } from '../db.ts'
import { sumAttempts } from '../deliveries/habit-records.ts'
import { closeReceiverBlockIncident } from '../incidents/close-incident.ts'
import { receiverBlockCause, receiverOfCause } from '../incidents/incident.ts'
import { holdIncident, listOpenIncidents } from '../incidents/incident-records.ts'
import { holdCause } from '../incidents/open-or-join-incident.ts'
import { blockedHosts } from '../receiver-standings/blocked-hosts.ts'
import { endOfTrouble } from '../receiver-standings/standing-records.ts'
import { transact } from '../transact.ts'

/** So long all hosts must have got through before the whole of it is over. */
export const QUIET_MS = 3_600_000

/** Incidents of receivers that all hosts get through to again for an hour are over. Returns their numbers. */
export async function endReceiverBlocks(doing: Doing): Promise<number[]> {
  const ended: number[] = []
  for (const { id, number, causeKey } of await listOpenIncidents(doing.db, 'receiver-block')) {
    const receiver = receiverOfCause(causeKey)
    if (receiver !== null && (await transact(doing.db, (tx) => endOne(tx, doing, { id, number, receiver })))) ended.push(number)
  }
  return ended
}

async function endOne(tx: Tx, { now, actor }: Doing, { id, number, receiver }: { id: number; number: number; receiver: string }): Promise<boolean> {
  await holdCause(tx, { kind: 'receiver-block', causeKey: receiverBlockCause(receiver) })
  const incident = await holdIncident(tx, id)
  if (incident?.state !== 'open') return false
  const { troubled, since } = await endOfTrouble(tx, id)
  if (troubled > 0 || (since !== null && now.getTime() - since.getTime() < QUIET_MS)) return false

  const hosts = blockedHosts(await listReceiverMoves(tx, { incidentIds: [id] }))
  const from = hosts.map(({ beganAt }) => beganAt).sort()[0]
  const { taken, deferred, refused, unclear, unclearRefused } = await sumAttempts(tx, { receiver, hostIds: hosts.map(({ hostId }) => hostId), from: from ? new Date(from) : now, to: now })
  return closeReceiverBlockIncident(tx, { id, number }, { taken, deferred: deferred + unclear, refused: refused + unclearRefused }, now, actor)
}
