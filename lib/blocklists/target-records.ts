import type { Db, Tx } from '../db.ts'
import { listSeenNames } from '../probes/seen-name-records.ts'
import type { SeenUse } from '../probes/seen-name.ts'
import type { TargetKind } from './blocklist.ts'
import { hostNameTargets } from './host-name-targets.ts'
import { readAddress, readDomain, type Target } from './target.ts'

/** What a name is for a host: the desk calls it so, it calls itself so (HELO), one of its addresses is called so (reverse DNS). */
export type NameUse = 'name' | SeenUse
/** `uses`: of a name; none of an address. */
export type TargetHost = { id: number; name: string; site: string; uses: NameUse[] }

/** An address or a name of ours that lists are asked about, and whose it is. */
export type DeskTarget = Target & {
  /** Hosts in service that send from the address or go by the name or one below it. */
  hosts: TargetHost[]
  /** The customer whose sending domain it is. */
  customer: { id: number; number: string; name: string } | null
}

const ORDER: TargetKind[] = ['ip4', 'ip6', 'domain', 'host']

/**
 * Everything lists are asked about, each once: addresses of hosts in service, sending domains of customers that have not
 * ended, and the names hosts go by (HELO, reverse DNS, ours for them) as the domain that is registered and, for lists that
 * hold such, in full. By kind and name.
 */
export async function listDeskTargets(db: Db | Tx): Promise<DeskTarget[]> {
  const [hosts, domains, seen] = await Promise.all([
    db.host.findMany({ where: { revokedAt: null }, orderBy: { name: 'asc' }, select: { id: true, name: true, site: true, ips: { select: { ip: true } } } }),
    db.customerDomain.findMany({ where: { customer: { endedAt: null } }, orderBy: { domain: 'asc' }, select: { domain: true, customer: { select: { id: true, number: true, name: true } } } }),
    listSeenNames(db),
  ])
  const found = new Map<string, DeskTarget>()
  const note = (target: Target): DeskTarget => {
    const known = found.get(target.name) ?? { ...target, hosts: [], customer: null }
    found.set(target.name, known)
    return known
  }
  // A sending domain first: where a host goes by it as well, every list of domains is still asked about it.
  for (const { domain, customer } of domains) {
    const target = readDomain(domain)
    if (target) note(target).customer = customer
  }
  for (const { ips, ...host } of hosts) {
    for (const { ip } of ips) {
      const target = readAddress(ip)
      if (target) addHost(note(target), host, null)
    }
    const names: { use: NameUse; name: string }[] = [...(host.name.includes('.') ? [{ use: 'name' as const, name: host.name }] : []), ...(seen.get(host.id) ?? [])]
    for (const [name, own] of Map.groupBy(names, (each) => each.name)) {
      for (const target of hostNameTargets(name)) for (const { use } of own) addHost(note(target), host, use)
    }
  }
  return inOrder([...found.values()])
}

/** Numbers in names by their size. Compared as plain text: a collator takes longer over two thousand names than all else here. */
function inOrder(targets: DeskTarget[]): DeskTarget[] {
  const keyed = targets.map((target) => ({ target, key: `${ORDER.indexOf(target.kind)} ${target.name.replace(/\d+/g, (digits) => digits.padStart(10, '0'))}` }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ target }) => target)
}

/** Hosts come one after the other, so that one that is there already is the last. */
function addHost({ hosts }: DeskTarget, host: Omit<TargetHost, 'uses'>, use: NameUse | null): void {
  const last = hosts.at(-1)
  const own = last?.id === host.id ? last : { ...host, uses: [] }
  if (own !== last) hosts.push(own)
  if (use !== null && !own.uses.includes(use)) own.uses.push(use)
}
