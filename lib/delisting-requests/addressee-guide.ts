import { knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import { linksOf } from '../blocklists/list-links.ts'
import { knownReceiver } from '../receivers/catalogue.ts'
import type { Addressee, RequestWay } from './delisting-request.ts'

/** How and where one asks, as the catalogue knows it, with the address in place. Sentences are the catalogue's, see `saidIn`. */
export type AddresseeGuide = {
  ways: { for: string | null; link: string | null; text: string | null; email: string | null; asks: string[]; answer: string | null }[]
  /** Pages of the list about each target. */
  lookups: { target: string; href: string }[]
  note: string | null
  /** It takes targets off by itself so long after the last hit. */
  expiresAfterHours: number | null
  /** What the catalogue says of asking, for the form's first choice. */
  way: RequestWay
  language: 'de' | 'en'
  asOf: string | null
}

const NOTHING: AddresseeGuide = { ways: [], lookups: [], note: null, expiresAfterHours: null, way: 'mail', language: 'en', asOf: null }
const LOOKUPS_MAX = 8

export function addresseeGuide(addressee: Addressee, id: string, targets: string[]): AddresseeGuide {
  return addressee === 'list' ? guideOfList(id, targets) : guideOfReceiver(id, targets)
}

function guideOfList(id: string, targets: string[]): AddresseeGuide {
  const list = knownBlocklist(id)
  if (!list) return NOTHING
  const links = targets.slice(0, LOOKUPS_MAX).map((target) => ({ target, ...linksOf(list, { name: target }) }))
  const { way, url, note, expiresAfterHours } = list.delisting
  const link = links[0]?.delisting ?? (url?.startsWith('http') ? url : null)
  return {
    ways: url === null ? [] : [{ for: null, link, text: link === null ? url : null, email: null, asks: [], answer: null }],
    lookups: links.flatMap(({ target, lookup }) => (lookup === null ? [] : [{ target, href: lookup }])),
    note, expiresAfterHours, asOf: list.asOf, language: 'en',
    way: way === 'mail' || way === 'isp_only_mail' || way === 'n/a' ? 'mail' : way === 'form' ? 'form' : 'self-service',
  }
}

function guideOfReceiver(id: string, targets: string[]): AddresseeGuide {
  const receiver = knownReceiver(id)
  if (!receiver) return NOTHING
  const withTarget = (text: string) => text.replace(/\{ip\}/g, () => encodeURIComponent(targets[0] ?? ''))
  return {
    ways: receiver.delisting.map((way) => ({ for: way.for, link: null, text: way.url ? withTarget(way.url) : null, email: way.email ?? null, asks: way.asks, answer: way.answer === '-' ? null : way.answer })),
    lookups: [], note: receiver.note ?? null, expiresAfterHours: null, asOf: receiver.asOf,
    way: receiver.delisting[0]?.url ? 'form' : 'mail', language: receiver.country === 'de' ? 'de' : 'en',
  }
}
