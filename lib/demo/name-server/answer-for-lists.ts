import type { Blocklist } from '../../blocklists/blocklist.ts'
import { BLOCKLISTS } from '../../blocklists/catalogue/catalogue.ts'
import { readAddress } from '../../blocklists/target.ts'
import type { ListStories } from './list-stories.ts'
import { UNKNOWN_NAME, type NameAnswer } from './name-record.ts'

type Zone = { list: Blocklist; zone: string; hasKey: boolean; listedCode: string }

/** Test points of RFC 5782 that are there: 127.0.0.2, also in IPv6 clothes, and the name TEST. */
const LISTED_POINTS = new Set(['2.0.0.127', '2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0', 'test'])

/** Every list of the catalogue as it would answer: its test points, and what the story has of it. */
export function answerForLists({ listings, silences }: ListStories, now: () => Date): (name: string) => NameAnswer | undefined {
  const zones = BLOCKLISTS.filter(({ status }) => status !== 'dead' && status !== 'unpublished').flatMap(zonesOf).sort((a, b) => b.zone.length - a.zone.length)
  const isOn = ({ from, to }: { from: Date; to: Date | null }) => from <= now() && (to === null || now() < to)

  return (name) => {
    const found = zones.find(({ zone }) => name.endsWith(`.${zone}`))
    if (!found) return undefined
    if (silences.some((each) => isOn(each) && name.endsWith(`.${each.zone}`))) return null
    const { list, zone, hasKey, listedCode } = found
    const before = name.slice(0, -zone.length - 1)
    // With a key it stands between what is asked about and the zone.
    const asked = hasKey ? before.replace(/\.[^.]*$/, '') : before
    if (isListedPoint(list, asked)) return { isKnown: true, records: [{ type: 'A', value: listedCode }, { type: 'TXT', value: 'Test point' }] }
    const story = listings.find((each) => each.list === list.id && readAddress(each.ip)?.query === asked && isOn(each))
    if (!story) return UNKNOWN_NAME
    return { isKnown: true, records: [...story.codes.map((value) => ({ type: 'A' as const, value })), ...(story.text === null ? [] : [{ type: 'TXT' as const, value: story.text }])] }
  }
}

/** Where the list is asked, without a key and with one; the key may be anything. */
function zonesOf(list: Blocklist): Zone[] {
  const listedCode = list.codes.find(({ match, is }) => is === 'listing' && /^127(\.\d+){3}$/.test(match))?.match ?? '127.0.0.2'
  const zones = new Set([list.zone, ...(list.keyed ? [list.keyed.zone] : [])])
  return [...zones].map((zone) => ({ list, listedCode, hasKey: zone.startsWith('{key}.'), zone: zone.replace(/^\{key\}\./, '') }))
}

function isListedPoint({ testPoints }: Blocklist, asked: string): boolean {
  const own = testPoints?.listed
  return own === undefined ? LISTED_POINTS.has(asked) : asked === (readAddress(own)?.query ?? own.toLowerCase())
}
