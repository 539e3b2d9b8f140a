import type { Db, Tx } from '../db.ts'
import type { TargetKind } from './blocklist.ts'
import { readAddress, readDomain, type Target } from './target.ts'

/** An address or a domain of ours that lists are asked about, and whose it is. */
export type DeskTarget = Target & {
  /** Hosts in service that send from the address or carry the name. */
  hosts: { id: number; name: string; site: string }[]
  /** The customer whose sending domain it is. */
  customer: { id: number; number: string; name: string } | null
}

/** Everything lists are asked about: addresses and names of hosts in service, sending domains of customers that have not ended. By kind and name. */
export async function listDeskTargets(db: Db | Tx): Promise<DeskTarget[]> {
  const [hosts, domains] = await Promise.all([
    db.host.findMany({ where: { revokedAt: null }, orderBy: { name: 'asc' }, select: { id: true, name: true, site: true, ips: { select: { ip: true } } } }),
    db.customerDomain.findMany({ where: { customer: { endedAt: null } }, orderBy: { domain: 'asc' }, select: { domain: true, customer: { select: { id: true, number: true, name: true } } } }),
  ])
  const found = new Map<string, DeskTarget>()
  const note = (target: Target | undefined): DeskTarget | undefined => {
    if (!target) return undefined
    const known = found.get(target.name) ?? { ...target, hosts: [], customer: null }
    found.set(target.name, known)
    return known
  }
  for (const { ips, ...host } of hosts) {
    for (const { ip } of ips) note(readAddress(ip))?.hosts.push(host)
    if (host.name.includes('.')) note(readDomain(host.name))?.hosts.push(host)
  }
  for (const { domain, customer } of domains) {
    const target = note(readDomain(domain))
    if (target) target.customer = customer
  }
  const order: TargetKind[] = ['ip4', 'ip6', 'domain']
  return [...found.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name, 'en', { numeric: true }))
}
