/** A record of the demo's names, as people write it. */
export type NameRecord =
  | { type: 'A' | 'AAAA' | 'PTR' | 'CNAME' | 'TXT'; value: string }
  | { type: 'MX'; value: string; preference: number }

/** What the name server says to a question; null: it keeps silent. */
export type NameAnswer = { isKnown: boolean; records: NameRecord[] } | null

export const UNKNOWN_NAME: NameAnswer = { isKnown: false, records: [] }
