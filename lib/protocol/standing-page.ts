import * as z from 'zod'
import { hostReading } from './readings.ts'
import { standingOrder, standingState } from './standing-orders.ts'

/** Body of `PUT /v1/standing`: all of them are taken in, or none. */
export const standingPut = z.array(standingOrder).min(1).max(500)

/** Answer to `PUT /v1/standing`: what was found in force for all that stands, and a fresh look at the host. */
export const standingAnswer = z.strictObject({ standing: z.array(standingState), reading: hostReading })
export type StandingAnswer = z.infer<typeof standingAnswer>

/** Header of every request and answer; both sides refuse another version. */
export const PROTOCOL_HEADER = 'x-relayward-protocol'
