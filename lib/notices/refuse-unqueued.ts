import { AppError } from '../errors.ts'

/** A person wanted to write to a customer who cannot be reached: the whole act is refused, with what is missing. */
export function refuseUnqueued(ticketNumber: number, why: 'no-ticket' | 'no-customer' | 'no-contact'): never {
  throw new AppError('conflict', `ticket ${ticketNumber}: notice not queued, ${why}`, { userMessageKey: `errors.notice.${why}` })
}
