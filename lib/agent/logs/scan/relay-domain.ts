import { isIP } from 'node:net'
import { LOCAL } from './log-scan.ts'

/** A receiver's id where the catalogue has none: the last two labels of the relay's name, an address as it is. */
export function relayDomain(relayName: string): string {
  const name = relayName.toLowerCase().replace(/\.+$/, '')
  if (name === 'localhost' || name === '::1' || /^127\.[\d.]+$/.test(name)) return LOCAL
  return isIP(name) ? name : name.split('.').slice(-2).join('.')
}
