import type { Tone } from '../../../../components/ui/state-shape.tsx'
import type { Cell } from '../../../../lib/blocklists/list-matrix.ts'
import type { ListingState } from '../../../../lib/blocklists/listing.ts'

export const LISTING_TONE: Record<ListingState, Tone> = { listed: 'bad', clear: 'ok', unknown: 'unk' }
/** What is old or was never asked is as unknown as an answer of no use. */
export const CELL_TONE: Record<Exclude<Cell, '-'>, Tone> = { l: 'bad', c: 'ok', u: 'unk', o: 'unk', n: 'unk' }
