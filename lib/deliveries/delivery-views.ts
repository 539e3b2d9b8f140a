import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { CATALOGUE, knownReceiver } from '../receivers/catalogue.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { listStandings, type PairStanding } from '../receiver-standings/standing-records.ts'
import type { Db } from '../db.ts'
import { usuallyTaken } from './habit.ts'
import { keepBriefly } from '../live/keep-briefly.ts'
import {
  addToPair, emptyPair, judged, sliceHosts, usualKey, type HostTrouble, type Matrix, type MatrixColumn, type MatrixHost, type MatrixPeriod, type MatrixRow, type Pair,
} from './matrix.ts'
import { listChosenColumns, listColumns, listMatrixHosts, listPairs, listReceiversByVolume, sumPair, type ColumnRow } from './matrix-records.ts'
import { refusalGroups, trendOf, type RefusalGroup, type TrendHour } from './pair.ts'
import { hostsWithClass, hourlySums, listSamples } from './pair-records.ts'

export type MatrixReceiver = MatrixColumn & { name: string; isKnown: boolean }
/**
 * `choice`: the receivers that could have a column, by volume. `usual`: the share that is usually taken, by `usualKey`, of
 * pairs of which something ever went wrong.
 */
export type MatrixPage = Omit<Matrix, 'receivers'> & { receivers: MatrixReceiver[]; choice: { id: string; name: string }[]; usual: Record<string, number> }
export type MatrixAsk = { period: MatrixPeriod; now: Date; search?: string; whole?: string | null; page?: number; chosen?: string[] | null }

/** Which host does not get through to which receiver. Only the figures of one page's hosts leave the database. */
export async function getMatrix(viewer: Viewer, { period, now, search = '', whole = null, page = 1, chosen = null }: MatrixAsk): Promise<MatrixPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const [hosts, columns, choice] = await Promise.all([
    listMatrixHosts(db), readColumns(db, period, now, chosen), listReceiversByVolume(db, now),
  ])
  const slice = sliceHosts(withTrouble(hosts, columns), { search, whole, page })
  const shown = slice.sites.flatMap((site) => site.hosts)
  const receivers = columns.map(({ id }) => id)
  const hostIds = shown.map(({ host }) => host.id)
  const [listed, standings] = await Promise.all([listPairs(db, period, now, { hostIds, receivers }), listStandings(db, hostIds, receivers)])
  const pairs = Map.groupBy(listed, ({ hostId }) => hostId)
  const rowOf = ({ host, troubled }: HostTrouble): MatrixRow => {
    const own = pairs.get(host.id) ?? []
    return { host, troubled, pairs: Object.fromEntries(receivers.map((id) => [id, own.find(({ receiver }) => receiver === id) ?? emptyPair()])) }
  }
  return {
    receivers: columns.map(({ troubledIds: _, refusedIds: __, ...column }) => ({ ...column, name: receiverName(column.id), isKnown: isKnown(column.id) })).sort(byVolume),
    sites: slice.sites.map(({ site, hosts: ofSite, count, fine }) => ({ site, rows: ofSite.map(rowOf), hosts: count, fine })),
    usual: usualShares(standings),
    choice: [...new Set([...choice, ...receivers])].map((id) => ({ id, name: receiverName(id) })),
    hosts: hosts.length, found: slice.found, page: slice.page, pages: slice.pages,
  }
}

/** Of so many hosts, sums take their time. */
const MANY_HOSTS = 100

function readColumns(db: Db, period: MatrixPeriod, now: Date, chosen: string[] | null): Promise<ColumnRow[]> {
  const areMany = (columns: ColumnRow[]) => columns.some(({ hosts }) => hosts >= MANY_HOSTS)
  return keepBriefly(`columns ${period} ${chosen ? JSON.stringify(chosen) : ''}`, areMany, () => (chosen ? listChosenColumns(db, period, now, chosen) : listColumns(db, period, now, KNOWN)))
}

const KNOWN = CATALOGUE.map(({ id }) => id)

function withTrouble(hosts: MatrixHost[], columns: ColumnRow[]): HostTrouble[] {
  const troubled = countIds(columns.flatMap(({ troubledIds }) => troubledIds))
  const refused = countIds(columns.flatMap(({ refusedIds }) => refusedIds))
  return hosts.map((host) => ({ host, troubled: host.isSilent ? 0 : (troubled.get(host.id) ?? 0), refused: host.isSilent ? 0 : (refused.get(host.id) ?? 0) }))
}

function countIds(ids: number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

function byVolume(a: MatrixColumn, b: MatrixColumn): number {
  const volume = ({ total }: MatrixColumn) => judged(total) + total.others
  return volume(b) - volume(a) || a.id.localeCompare(b.id)
}

export type PairPage = { host: MatrixHost; receiver: { id: string; name: string }; pair: Pair; standing: PairStanding | null; usual: number | null; trend: TrendHour[]; refusals: RefusalGroup[]; alsoOn: string[] }
export type PairAsk = { host: string; receiver: string; period: MatrixPeriod; now: Date }

/** One host and one receiver: how it went, what the refusals say, where else they are said. Null when there is no such host. */
export async function getPair(viewer: Viewer, { host: name, receiver, period, now }: PairAsk): Promise<PairPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const [host] = await listMatrixHosts(db, name)
  if (!host) return null
  const of = { hostId: host.id, receiver }
  const [rows, sums, samples, [standing = null]] = await Promise.all([
    sumPair(db, period, now, of), hourlySums(db, of, now), listSamples(db, of, period, now), listStandings(db, [host.id], [receiver]),
  ])
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
