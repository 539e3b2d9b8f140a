import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { realServersArePossible } from './mail-servers/real-servers-are-possible.ts'
import { removeLeftServers, serverFolder } from './mail-servers/server-folder.ts'

/** One host of the demo, as the desk is told of it. */
export type DemoHost = {
  name: string
  kind: 'postfix' | 'qmail'
  site: string
  /** Sending addresses that receivers see (RFC 5737: nobody's). */
  ips: string[]
  /** The loopback address of its mail server and its agent. */
  address: string
  /** Joined long ago, its agent does not run. */
  isSilent: boolean
}

export type DemoPlace = {
  /** Spools, logs, agents' journals. */
  folder: string
  /** Where Postfix and Dovecot have their files: everybody can reach it. */
  servers: string
  /** First three numbers of the loopback addresses that are this demo's alone. */
  network: string
  hosts: DemoHost[]
}

const HOSTS = [
  { name: 'mx01', number: 1, site: 'Berlin', ips: ['203.0.113.11'], isPostfix: true, isSilent: false },
  { name: 'mx02', number: 2, site: 'Berlin', ips: ['203.0.113.12'], isPostfix: true, isSilent: false },
  { name: 'alt3', number: 3, site: 'Nürnberg', ips: ['198.51.100.23'], isPostfix: false, isSilent: false },
  { name: 'web7', number: 7, site: 'Nürnberg', ips: ['198.51.100.27'], isPostfix: false, isSilent: false },
  { name: 'mx31', number: 31, site: 'Frankfurt', ips: ['198.51.100.131'], isPostfix: false, isSilent: true },
] as const

/** Ports on the demo's own addresses, where they meet nobody else's. */
export const PORTS = { agent: 4450, smtp: 2525, submission: 2587, imap: 2143, receivers: 2525, mailbox: 2526, names: 2553, door25: 3025, door587: 3587, door465: 3465 } as const

const placeFile = z.strictObject({ hasPostfix: z.boolean() })

/**
 * The demo's place: laid down at the first call, the same ever after, so that a host does not change its kind when
 * Postfix is installed or removed.
 */
export async function openPlace(folder: string): Promise<DemoPlace> {
  await mkdir(folder, { recursive: true })
  const { hasPostfix } = await readPlace(folder)
  const network = networkOf(folder)
  const hosts = HOSTS.map(({ number, isPostfix, ips, ...host }) => ({
    ...host, ips: [...ips], kind: isPostfix && hasPostfix ? ('postfix' as const) : ('qmail' as const), address: `${network}.${number}`,
  }))
  return { folder, servers: hasPostfix ? await serverFolder(folder) : folder, network, hosts }
}

/** Removes a demo with all that is its own, also outside of its folder; servers that still run there are ended. */
export async function removePlace(folder: string): Promise<void> {
  const { servers } = await openPlace(folder)
  await removeLeftServers(servers)
  if (servers !== folder) await rm(path.dirname(servers), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

async function readPlace(folder: string): Promise<z.infer<typeof placeFile>> {
  const file = path.join(folder, 'place.json')
  if (existsSync(file)) return placeFile.parse(JSON.parse(await readFile(file, 'utf8')))
  const place = { hasPostfix: realServersArePossible().ok }
  const servers = place.hasPostfix ? await serverFolder(folder) : folder
  if (servers !== folder) await removeLeftServers(servers)
  await writeFile(file, JSON.stringify(place))
  return place
}

/** 127.0.0.0/8 is all ours (RFC 5735): three numbers out of the folder's name, so that two checkouts do not meet. */
function networkOf(folder: string): string {
  const [a = 0, b = 0] = createHash('sha256').update(path.resolve(folder)).digest()
  return `127.${64 + (a % 128)}.${b}`
}

/** Where the receivers' answers come from, and where notices to customers arrive. */
export function receiversAddress(place: Pick<DemoPlace, 'network'>): string {
  return `${place.network}.200`
}

/** The demo's two resolvers, as the desk is told: between them the whole world the demo knows. */
export function demoResolvers({ network }: Pick<DemoPlace, 'network'>): string[] {
  return [`${network}.53:${PORTS.names}`, `${network}.54:${PORTS.names}`]
}

export function agentFolderOf(place: Pick<DemoPlace, 'folder'>, host: string): string {
  return path.join(place.folder, 'agents', host)
}

export function hostFolderOf(place: DemoPlace, host: Pick<DemoHost, 'name' | 'kind'>): string {
  return path.join(host.kind === 'postfix' ? place.servers : place.folder, 'hosts', host.name)
}
