/** Mail that a receiver took, by its queue id here: whose it was, and by address which receiver took it. In memory alone. */
export type DeliveredLately = Map<string, { account: string | null; receivers: Map<string, string> }>

const MAILS_MAX = 20_000
const ADDRESSES_MAX = 50

/** Notes a delivery; the oldest mails are forgotten. */
export function rememberDelivered(lately: DeliveredLately, { id, recipient }: { id: string; recipient: string }, taken: { account: string | null; receiver: string }): void {
  const known = lately.get(id) ?? { account: taken.account, receivers: new Map<string, string>() }
  if (known.receivers.size < ADDRESSES_MAX) known.receivers.set(recipient.toLowerCase(), taken.receiver)
  lately.delete(id)
  lately.set(id, known)
  if (lately.size > MAILS_MAX) for (const oldest of lately.keys()) {
    lately.delete(oldest)
    break
  }
}
