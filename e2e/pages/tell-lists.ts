import { deskLists } from '../../lib/blocklists/desk-lists.ts'
import type { Blocklist } from '../../lib/blocklists/blocklist.ts'
import { CLEAR, unknown, type Reading } from '../../lib/blocklists/reading.ts'
import type { BlocklistCheck } from '../../lib/blocklists/sweep-blocklists.ts'
import { listDeskTargets, type DeskTarget } from '../../lib/blocklists/target-records.ts'
import { storeListHealth } from '../../lib/cases/store-list-health.ts'
import { storeListings } from '../../lib/cases/store-listings.ts'
import type { FilledDesk } from './filled-desk.ts'
import { PROVIDER } from './tell-probes.ts'

/** On a list that tells why, and on one that does not. */
export const LISTED_IP = '203.0.113.30'
export const LISTED_DOMAIN = 'baeckerei-muster.example'

const RESOLVERS = ['127.0.0.1:5300', '127.0.0.2:5300']
const [MINUTE, DAY] = [60_000, 1440]

type Ago = (minutes: number) => Date
/** What is told of one target on one list from so many minutes ago on, until so many. */
type Said = { target: string; list: string; from: number; until?: number; reading: Reading; text?: string }

const listed = (meaning: string): Reading => ({ state: 'listed', codes: ['127.0.0.2'], meaning, reason: null })
const STORY: Said[] = [
  { target: LISTED_IP, list: 'spamcop', from: 3 * DAY + 430, reading: listed('listed'), text: 'Blocked - see https://www.spamcop.net/bl.shtml?203.0.113.30' },
  { target: '203.0.113.25', list: 'barracuda', from: 2 * DAY + 60, reading: listed('listed') },
  { target: '203.0.113.25', list: 'uceprotect-1', from: 18 * DAY, until: 15 * DAY, reading: listed('single IP'), text: 'IP 203.0.113.25 is UCEPROTECT-Level 1 listed.' },
  { target: '203.0.113.77', list: 's5h', from: 9 * DAY, reading: listed('listed') },
  { target: '203.0.113.24', list: 'spamhaus-zen', from: 40, reading: unknown('administrative', ['127.255.255.254'], 'query came through a public/open resolver or one with generic rDNS') },
  { target: PROVIDER, list: 'spamhaus-dbl', from: 200, reading: { state: 'listed', codes: ['127.0.1.102'], meaning: 'abused legitimate domain', reason: null } },
  { target: LISTED_DOMAIN, list: 'surbl', from: 300, reading: { state: 'listed', codes: ['127.0.0.128'], meaning: 'CR cracked site', reason: null } },
]
/** A list that nobody hears any more, and so long ago. */
const SILENT = { list: 'psbl', from: 12 }

/** Rounds of a month, stored by the case that stores them in life: what was listed when, which list fell silent. */
export async function tellLists(desk: FilledDesk, ago: Ago): Promise<void> {
  const targets = await listDeskTargets(desk.db)
  const lists = deskLists([], new Set()).filter(({ isAsked }) => isAsked).map(({ list }) => list)
  const edges = [...STORY.flatMap(({ from, until }) => [from, until ?? from]), SILENT.from]
  const rounds = [...new Set([29 * DAY, ...edges, 2])].sort((a, b) => b - a)
  for (const minutes of rounds) await tellRound(desk, { targets, lists, at: ago(minutes), minutes })
}

type Round = { targets: DeskTarget[]; lists: Blocklist[]; at: Date; minutes: number }

async function tellRound({ db }: FilledDesk, { targets, lists, at, minutes }: Round): Promise<void> {
  const doing = { db, now: at, actor: { kind: 'worker' as const } }
  const isSilent = ({ id }: Blocklist) => id === SILENT.list && minutes <= SILENT.from
  await storeListHealth(doing, lists.flatMap((list) => RESOLVERS.map((resolver) => ({ list: list.id, resolver, reason: isSilent(list) ? ('silent' as const) : null, at }))))
  const checks = lists.flatMap((list) => targets.filter(({ kind }) => list.kinds.includes(kind)).map((target): BlocklistCheck => {
    const said = STORY.find((each) => each.target === target.name && each.list === list.id && minutes <= each.from && minutes > (each.until ?? 0))
    const reading = isSilent(list) ? unknown('silent') : (said?.reading ?? CLEAR)
    return { ...reading, target: target.name, kind: target.kind, list: list.id, at: new Date(at.getTime() + MINUTE / 10), text: said?.text ?? null, evidence: RESOLVERS.map((resolver) => ({ resolver, ...reading })) }
  }))
  await storeListings(doing, checks, { targets: new Map(targets.map((target) => [target.name, target])), settings: new Map() })
}
