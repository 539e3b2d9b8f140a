import { listName } from '../blocklists/list-name.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import type { Addressee } from './delisting-request.ts'

/** To whom a request goes, by name. */
export function addresseeName(addressee: Addressee, id: string): string {
  return addressee === 'receiver' ? receiverName(id) : listName(id)
}
