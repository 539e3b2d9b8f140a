import { GERMAN_RECEIVERS } from './catalogue-germany.ts'
import { LARGE_RECEIVERS } from './catalogue-large.ts'
import { OTHER_RECEIVERS } from './catalogue-others.ts'
import type { Receiver } from './receiver.ts'

/** Every receiver this project knows. */
export const CATALOGUE: Receiver[] = [...GERMAN_RECEIVERS, ...LARGE_RECEIVERS, ...OTHER_RECEIVERS]

const byId = new Map(CATALOGUE.map((each) => [each.id, each]))

/** @returns what is known of a receiver, or undefined when its id is the domain of an unknown one */
export function knownReceiver(id: string): Receiver | undefined {
  return byId.get(id)
}
