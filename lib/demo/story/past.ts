import type { Doing } from '../../audit/doing.ts'
import type { Calendar } from '../past/moved-clock.ts'
import type { ReceiverMood } from '../receivers.ts'
import type { PastDesk } from '../past/past-desk.ts'

/** Who of the staff does something in the story. */
export type StaffMember = 'support' | 'lead' | 'manager' | 'admin'

/** Everything a scene of the story is lived through with. */
export type Past = PastDesk & {
  calendar: Calendar
  /** How Microsoft is minded: it changes in the story. */
  microsoft: { mood: ReceiverMood }
  /** A member of staff as the one who acts, at the time it is. */
  as(who: StaffMember): Doing
}

/** Something that happened at a time; what belongs together within minutes is one scene. */
export type Scene = { at: Date; act: (past: Past) => Promise<void> }
