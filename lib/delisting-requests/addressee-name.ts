import { knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import type { Addressee } from './delisting-request.ts'

/** To whom a request goes, in words: a receiver by name, a list by the zone that is asked. */
export function addresseeName(addressee: Addressee, id: string): string {
  return addressee === 'receiver' ? receiverName(id) : (knownBlocklist(id)?.zone ?? id)
}
