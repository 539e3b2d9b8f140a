import { readAddress } from '../../blocklists/target.ts'
import { CUSTOMERS } from '../people.ts'
import type { NameRecord } from './name-record.ts'
import { INCLUDE_DOMAIN, PROVIDER_DOMAIN, sendingRecords } from './sending-records.ts'

/** The names of the demo: hosts with their sending addresses, there and back, and the domains of customers with what they say of who may send. */
export function demoNames(hosts: readonly { name: string; ips: readonly string[]; address?: string }[]): Map<string, NameRecord[]> {
  const names = new Map<string, NameRecord[]>()
  const add = (name: string, ...records: NameRecord[]) => void names.set(name, [...(names.get(name) ?? []), ...records])

  for (const { name, ips, address } of hosts) {
    const full = hostName(name)
    // Where it really listens: there probes look at it.
    for (const ip of address === undefined ? ips : [...ips, address]) {
      add(full, { type: ip.includes(':') ? 'AAAA' : 'A', value: ip })
      add(reverseName(ip), { type: 'PTR', value: full })
    }
    add(full, { type: 'TXT', value: 'v=spf1 a -all' })
  }
  const senders = hosts.flatMap(({ ips }) => ips.map((ip) => `${ip.includes(':') ? 'ip6' : 'ip4'}:${ip}`))
  add(INCLUDE_DOMAIN, { type: 'TXT', value: `v=spf1 ${senders.join(' ')} -all` })
  hosts.forEach(({ name }, index) => add(PROVIDER_DOMAIN, { type: 'MX', preference: 30 + index, value: hostName(name) }))
  for (const domain of [PROVIDER_DOMAIN, ...CUSTOMERS.flatMap(({ domains }) => domains)]) {
    add(domain, { type: 'MX', preference: 10, value: hostName('mx01') }, { type: 'MX', preference: 20, value: hostName('mx02') })
    for (const [name, record] of sendingRecords(domain)) add(name, record)
  }
  return names
}

export function hostName(name: string): string {
  return name.includes('.') ? name : `${name}.${PROVIDER_DOMAIN}`
}

function reverseName(ip: string): string {
  return `${readAddress(ip)?.query}.${ip.includes(':') ? 'ip6' : 'in-addr'}.arpa`
}
