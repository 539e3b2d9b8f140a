import type { Check } from '../protocol/probes.ts'
import type { LookedUp } from './look-up-names.ts'
import { failed, passed, unknown } from './make-check.ts'

/** A name and the addresses it leads to. */
export interface ForwardName {
  name: string
  addresses: LookedUp
}

/** Whether the address has a name that leads back to it. `forwards`: the names it has, looked up. */
export function judgeReverse(address: string, reverse: LookedUp | null, forwards: readonly ForwardName[]): Check {
  const id = 'reverse-dns'
  if (reverse === null) return unknown(id, { finding: 'no-resolver' })
  if ('failure' in reverse) return unknown(id, { finding: 'dns-failed', parameters: { reason: reverse.failure, address } })
  if (reverse.values.length === 0) return failed(id, { finding: 'no-reverse', cure: 'set-reverse', parameters: { address } })
  const lines = [`PTR of ${address}: ${reverse.values.join(', ')}`, ...forwards.map(sayForward)]
  const agreeing = forwards.find(({ addresses }) => 'values' in addresses && addresses.values.includes(address))
  if (agreeing) return passed(id, { finding: 'reverse-agrees', parameters: { address, name: agreeing.name }, lines })
  const unanswered = forwards.map(({ addresses }) => addresses).find((addresses) => 'failure' in addresses)
  if (unanswered) return unknown(id, { finding: 'dns-failed', parameters: { reason: unanswered.failure, address }, lines })
  return failed(id, { finding: 'reverse-not-forward', cure: 'set-forward', parameters: { address, name: reverse.values[0] ?? '' }, lines })
}

/** Letters, digits, minus, with at least one dot, and no address. */
export function isFullHostName(name: string): boolean {
  return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\.?$/i.test(name)
}

/** Whether the name a host calls itself leads to the address. `forward`: null where there is nobody to ask. */
export function judgeHelo(address: string, name: string, forward: LookedUp | null): Check {
  const id = 'helo-name'
  const parameters = { address, name }
  if (!isFullHostName(name)) return failed(id, { finding: 'helo-no-name', cure: 'set-helo', parameters: { address, name: name || 'nothing' } })
  if (forward === null) return unknown(id, { finding: 'no-resolver', lines: [`it calls itself ${name}`] })
  if ('failure' in forward) return unknown(id, { finding: 'dns-failed', parameters: { ...parameters, reason: forward.failure }, lines: [`it calls itself ${name}`] })
  const lines = [sayForward({ name, addresses: forward })]
  if (forward.values.includes(address)) return passed(id, { finding: 'helo-agrees', parameters, lines })
  return failed(id, { finding: forward.values.length === 0 ? 'helo-not-found' : 'helo-elsewhere', cure: 'set-helo', parameters, lines })
}

function sayForward({ name, addresses }: ForwardName): string {
  const found = 'failure' in addresses ? addresses.failure : addresses.values.join(', ') || 'no address'
  return `addresses of ${name}: ${found}`
}
