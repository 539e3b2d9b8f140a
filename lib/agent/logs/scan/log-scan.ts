import type { LogTally } from './tally.ts'

/** Reads a log in chunks, cut anywhere, and counts its deliveries. */
export type LogScan = {
  take(chunk: Buffer): void
  /** One file has ended; the next one goes on with the same messages. */
  endFile(): void
  tally(): LogTally
}

/** Which receiver stands behind the name of a relay, as the log has it; asked once for each name. */
export type ReceiverOf = (relayName: string) => string

/** Mailboxes on this host, programs and filters: mail that went to no other server. */
export const LOCAL = 'local'
/** The line names no server: an address that has none, or one that was not even asked. */
export const UNKNOWN = 'unknown'
