import type { TraceQuery } from '../../protocol/trace.ts'
import type { TraceFact } from './trace-fact.ts'
import type { ReadStamp } from './log-parts.ts'

/** A line that was picked, read. `keys`: what joins it with other lines, such as queue ids. */
export type PickedLine<Said> = { at: number; said: Said; keys: string[] }

/**
 * A key to look for, in lines from one moment to another (milliseconds). `seenAt`: it stood in a line of then, so a line
 * before that says that it ended speaks of an earlier message. `isOnlyAhead`: it stands nowhere but behind that line.
 */
export type Follow = { key: string; from: number; to: number; seenAt: number; isOnlyAhead?: true }

/** Words that stand in the lines that answer a question; whether a picked line does, and which keys it gives. */
export type Seed = { words: string[]; keysOf(line: PickedLine<unknown>): Follow[] }

/** How one kind of mail server writes its log, as far as a search for messages needs it. */
export interface TraceFormat<Said = unknown> {
  readStamp: ReadStamp
  read(text: string): PickedLine<Said> | null
  /** Null: nothing in these logs could answer it. */
  seedOf(query: TraceQuery): Seed | null
  /** What to look for when a queue id is asked for, where its own moment is known from the id; else null. */
  followId(id: string): Follow | null
  /** What must be looked for too after a line that was picked for its keys. */
  follows(line: PickedLine<Said>): Follow[]
  /** Keys that nothing more will be said of after this line. */
  ends(line: PickedLine<Said>): string[]
  /** Words one of which stands in every line of a key. */
  wordsOf(key: string): string[]
  keyOfId(id: string): string
  /** How long a message may have waited before a line of it that does not tell. */
  waitsMax: number
  factsOf(lines: PickedLine<Said>[]): TraceFact[]
}
