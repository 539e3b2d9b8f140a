import type { HostProbe, ProbeOrder } from '../protocol/probes.ts'
import { lookAtPort } from './look-at-port.ts'
import { onEachPort, type ProbeSurroundings } from './on-each-port.ts'

/** Looks at a host from outside: all its ports and addresses at once, within one time limit. Never completes a mail. */
export async function probeHost(order: ProbeOrder, surroundings: ProbeSurroundings = {}): Promise<HostProbe> {
  const { now = () => new Date() } = surroundings
  const at = now().toISOString()
  const begun = performance.now()
  const ports = await onEachPort(order, surroundings, (plans) => Promise.all(plans.map(lookAtPort)))
  return { host: order.host, at, tookMs: Math.round(performance.now() - begun), trouble: ports.length > 0 ? null : `no address of ${order.host} was found`, ports }
}
