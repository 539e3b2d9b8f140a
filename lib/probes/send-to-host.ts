import { randomBytes } from 'node:crypto'
import type { ProbeOrder } from '../protocol/probes.ts'
import { onEachPort, type ProbeSurroundings } from './on-each-port.ts'
import { sendRoundTrip, type RoundTrip, type RoundTripSent } from './send-round-trip.ts'

/** Sends the mail of a round trip to a host: to port 25 unless another is named, once, at the first address that takes it. */
export async function sendToHost(order: ProbeOrder, { sender, recipient, mark = newMark() }: Pick<RoundTrip, 'sender' | 'recipient'> & { mark?: string }, surroundings: ProbeSurroundings = {}): Promise<RoundTripSent & { mark: string }> {
  const { now = () => new Date() } = surroundings
  const trip = { sender, recipient, mark, at: now() }
  return onEachPort({ ...order, ports: order.ports ?? [{ port: 25 }] }, surroundings, async (plans) => {
    let last: RoundTripSent = { state: 'refused', messageId: '', reply: `no address of ${order.host} was found` }
    for (const plan of plans) {
      last = await sendRoundTrip(plan, trip)
      if (last.state !== 'refused') break
    }
    return { ...last, mark }
  })
}

/** A word by which the answer is known again. */
export function newMark(): string {
  return `round-trip-${randomBytes(6).toString('hex')}`
}
