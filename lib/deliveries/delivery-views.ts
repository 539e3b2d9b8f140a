import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { knownReceiver } from '../receivers/catalogue.ts'
import { listStandings, type PairStanding } from '../receiver-standings/standing-records.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { usuallyTaken } from './habit.ts'
import { addToPair, buildMatrix, emptyPair, usualKey, type Matrix, type MatrixHost, type MatrixPeriod, type Pair } from './matrix.ts'
import { listMatrixHosts, sumPairs } from './matrix-records.ts'
import { refusalGroups, trendOf, type RefusalGroup, type TrendHour } from './pair.ts'
import { hostsWithClass, hourlySums, listSamples } from './pair-records.ts'

export type MatrixReceiver = Matrix['receivers'][number] & { name: string; isKnown: boolean }
/** `usual`: the share that is usually taken, by `usualKey`, of pairs of which something ever went wrong. */
export type MatrixPage = Omit<Matrix, 'receivers'> & { receivers: MatrixReceiver[]; usual: Record<string, number> }

/** Which host does not get through to which receiver. */
export async function getMatrix(viewer: Viewer, { period, now }: { period: MatrixPeriod; now: Date }): Promise<MatrixPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const [hosts, rows] = await Promise.all([listMatrixHosts(db), sumPairs(db, period, now)])
  const matrix = buildMatrix(hosts, rows, isKnown)
  const standings = await listStandings(db, matrix.sites.flatMap(({ rows }) => rows.map(({ host }) => host.id)), matrix.receivers.map(({ id }) => id))
  return { ...matrix, usual: usualShares(standings), receivers: matrix.receivers.map((receiver) => ({ ...receiver, name: receiverName(receiver.id), isKnown: isKnown(receiver.id) })) }
}

export type PairPage = { host: MatrixHost; receiver: { id: string; name: string }; pair: Pair; standing: PairStanding | null; usual: number | null; trend: TrendHour[]; refusals: RefusalGroup[]; alsoOn: string[] }
export type PairAsk = { host: string; receiver: string; period: MatrixPeriod; now: Date }

/** One host and one receiver: how it went, what the refusals say, where else they are said. Null when there is no such host. */
export async function getPair(viewer: Viewer, { host: name, receiver, period, now }: PairAsk): Promise<PairPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const host = (await listMatrixHosts(db)).find((each) => each.name === name)
  if (!host) return null
  const of = { hostId: host.id, receiver }
  const [rows, sums, samples, [standing = null]] = await Promise.all([sumPairs(db, period, now, of), hourlySums(db, of, now), listSamples(db, of, period, now), listStandings(db, [host.id], [receiver])])
  const pair = emptyPair()
  for (const row of rows) addToPair(pair, row)
  const refusals = refusalGroups(rows, samples)
  const refusalClasses = refusals.map(({ refusalClass }) => refusalClass)
  const alsoOn = await hostsWithClass(db, { receiver, refusalClasses, notHostId: host.id }, period, now)
  return { host, receiver: { id: receiver, name: receiverName(receiver) }, pair, standing, usual: standing && usuallyTaken(standing.habit), trend: trendOf(sums, now), refusals, alsoOn }
}

function usualShares(standings: PairStanding[]): Record<string, number> {
  return Object.fromEntries(standings.flatMap(({ hostId, receiver, habit }) => {
    const share = usuallyTaken(habit)
    return share === null ? [] : [[usualKey(hostId, receiver), share]]
  }))
}

function isKnown(id: string): boolean {
  return knownReceiver(id) !== undefined
}
