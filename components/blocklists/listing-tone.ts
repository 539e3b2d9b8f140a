import type { ListingState } from '../../lib/blocklists/listing.ts'
import type { Tone } from '../ui/state-shape.tsx'

export const LISTING_TONE: Record<ListingState, Tone> = { listed: 'bad', clear: 'ok', unknown: 'unk' }
