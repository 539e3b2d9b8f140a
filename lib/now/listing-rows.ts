import { isAddressKind } from '../blocklists/blocklist.ts'
import { listName } from '../blocklists/list-name.ts'
import { countOpinions } from '../blocklists/listing.ts'
import type { OpenListingRow } from '../blocklists/open-listing-records.ts'
import { NOW_SHAPES, rowKeyOf, type NowRow } from './now-row.ts'

/** One row per address or domain of ours whose incident is open: the lists that name it, worst first. It comes back when one more does. */
export function listingRows(listings: readonly OpenListingRow[]): NowRow[] {
  return [...Map.groupBy(listings, ({ target }) => target)].map(([target, own]): NowRow => {
    const since = own.map((each) => each.since).reduce((first, at) => (at < first ? at : first))
    const lists = own.map(({ list }) => listName(list)).sort()
    const isAddress = own.some(({ kind }) => isAddressKind(kind))
    return {
      rowKey: `${rowKeyOf('listed', target, since)}:${own.length}`, kind: 'listed', shape: NOW_SHAPES.listed, who: target, since, next: 'cure-listing',
      what: { text: lists.slice(0, LISTS_SAID).join(', '), others: Math.max(0, lists.length - LISTS_SAID), hosts: countOpinions(own) },
      href: isAddress ? `/support/ips/${encodeURIComponent(target)}` : `/support/incidents/${own[0]?.incidentNumber ?? ''}`,
    }
  })
}

const LISTS_SAID = 3
