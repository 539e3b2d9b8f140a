import { knownReceiver } from './catalogue.ts'

const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/

/** Whether it can be a receiver: one of the catalogue, or the domain of an unknown one. */
export function isReceiverId(id: string): boolean {
  return knownReceiver(id) !== undefined || (id.length <= 100 && DOMAIN.test(id))
}
