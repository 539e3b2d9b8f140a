import * as z from 'zod'
import { addToPair, deliveredShare, emptyPair, isAboutUs, judged, pairState, type Pair, type PairState } from './matrix.ts'
import { readClass } from './pair.ts'
import type { DeliveryOutcome } from '../protocol/deliveries.ts'
import type { RefusalClass } from '../refusals/refusal.ts'

export const hostReceiverPeriods = ['24h', '7d'] as const
export type HostReceiverPeriod = (typeof hostReceiverPeriods)[number]
/** The period of the receivers on a host's page, in its address. */
export const hostReceiversQuery = z.object({ receivers: z.enum(hostReceiverPeriods).catch('24h') })

/** Attempts of one host in a bin with the same end; `ip` is empty where the log does not name the sending address. */
export type HostReceiverSum = { receiver: string; ip: string; bin: number; outcome: DeliveryOutcome; refusalClass: string; count: number }

export type HostReceiver = { receiver: string; pair: Pair; state: PairState | 'silent'; attempts: number; classes: RefusalClass[]; trend: (number | null)[] }
/** What one sending address of a host meets; null where the log does not name it. */
export type SendingIp = { ip: string | null; receivers: HostReceiver[] }

/** Receivers by sending address, those in trouble first. Of a silent host nothing is said to be fine. */
export function receiversByIp(sums: HostReceiverSum[], bins: number, isSilent: boolean): SendingIp[] {
  return [...Map.groupBy(sums, ({ ip }) => ip)]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
    .map(([ip, own]) => ({
      ip: ip === '' ? null : ip,
      receivers: [...Map.groupBy(own, ({ receiver }) => receiver)].map(([receiver, rows]) => receiverOf(receiver, rows, bins, isSilent)).sort(byTrouble),
    }))
}

function byTrouble(a: HostReceiver, b: HostReceiver): number {
  return weight(b.pair) - weight(a.pair) || b.attempts - a.attempts || a.receiver.localeCompare(b.receiver)
}

const WEIGHTS: Record<PairState, number> = { refused: 2, deferring: 1, fine: 0, few: 0 }
function weight(pair: Pair): number {
  return WEIGHTS[pairState(pair)]
}

function receiverOf(receiver: string, rows: HostReceiverSum[], bins: number, isSilent: boolean): HostReceiver {
  const pair = sumOf(rows)
  const byBin = Map.groupBy(rows, ({ bin }) => bin)
  const byClass = Map.groupBy(rows.filter(({ outcome, refusalClass }) => outcome !== 'delivered' && isAboutUs(refusalClass)), ({ refusalClass }) => readClass(refusalClass))
  const countOf = (own: HostReceiverSum[]) => own.reduce((sum, { count }) => sum + count, 0)
  return {
    receiver, pair, state: isSilent ? 'silent' : pairState(pair), attempts: judged(pair) + pair.others,
    classes: [...byClass].sort((a, b) => countOf(b[1]) - countOf(a[1])).map(([name]) => name),
    trend: Array.from({ length: bins }, (_, bin) => deliveredShare(sumOf(byBin.get(bin) ?? []))),
  }
}

function sumOf(rows: HostReceiverSum[]): Pair {
  const pair = emptyPair()
  for (const row of rows) addToPair(pair, row)
  return pair
}
