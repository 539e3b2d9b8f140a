import type { Db } from '../db.ts'
import type { Actor } from './actor.ts'

/** What every operation and case is given: the store, the time it is, and who does it. */
export type Doing = { db: Db; now: Date; actor: Actor }

/** The same inside of a transaction that somebody else opened: the time it is, and who does it. */
export type By = Pick<Doing, 'now' | 'actor'>
