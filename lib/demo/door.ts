import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeAuthority } from '../probes/certificates-for-tests.ts'
import type { ProbePlace } from '../probes/probe-places.ts'
import { PORTS, type DemoHost, type DemoPlace } from './hosts.ts'
import { hostName } from './name-server/demo-names.ts'

/** Good for as long as anybody keeps a demo. */
const DAYS = { from: -1, until: 800 }

/** Where probes find what a host shows to strangers: on a loopback address of its own, where 25, 587 and 465 may be taken. */
export function doorPlaces({ address }: Pick<DemoHost, 'address'>): ProbePlace[] {
  return [{ address, port: PORTS.door25, as: 25 }, { address, port: PORTS.door587, as: 587 }, { address, port: PORTS.door465, as: 465 }]
}

/** The demo's own authority, which its worker and its agents trust; made with the certificates of all hosts at the first call. */
export function authorityFile(place: Pick<DemoPlace, 'folder' | 'hosts'>): string {
  const folder = path.join(place.folder, 'certificates')
  const root = path.join(folder, 'root.pem')
  if (existsSync(root)) return root
  mkdirSync(folder, { recursive: true })
  const authority = makeAuthority('Relayward demo')
  for (const { name } of place.hosts) {
    const { key, cert } = authority.issue(hostName(name), DAYS)
    writeFileSync(path.join(folder, `${name}.pem`), `${key}${cert}`, { mode: 0o600 })
  }
  writeFileSync(root, authority.root)
  return root
}

/** Key and certificate of a host in one file. */
export function certificateFile(place: Pick<DemoPlace, 'folder' | 'hosts'>, host: Pick<DemoHost, 'name'>): string {
  return path.join(path.dirname(authorityFile(place)), `${host.name}.pem`)
}

export function readCertificate(place: Pick<DemoPlace, 'folder' | 'hosts'>, host: Pick<DemoHost, 'name'>): { key: string; cert: string } {
  const text = readFileSync(certificateFile(place, host), 'utf8')
  const at = text.indexOf('-----BEGIN CERTIFICATE')
  return { key: text.slice(0, at), cert: text.slice(at) }
}
