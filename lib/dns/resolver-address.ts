import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/** Where a resolver listens. */
export interface ResolverAddress {
  /** As it was given, for people. */
  name: string
  address: string
  port: number
}

/** Reads `HOST`, `HOST:PORT`, `[IPv6]:PORT` or a bare IPv6 address. @returns undefined when it is none of them */
export function readResolver(text: string): { host: string; port: number } | undefined {
  const bare = isIP(text) === 6 ? { host: text, port: '53' } : undefined
  const found = bare ?? /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<host>[a-zA-Z0-9._-]+))(?::(?<port>\d{1,5}))?$/.exec(text)?.groups
  if (!found) return undefined
  const host = 'six' in found && found.six !== undefined ? found.six : found.host
  const port = Number(found.port ?? 53)
  if (host === undefined || port < 1 || port > 65_535) return undefined
  if ('six' in found && found.six !== undefined && isIP(host) !== 6) return undefined
  return { host, port }
}

/** The address of a resolver; a name is looked up by the system once. @throws Error when it has none */
export async function locateResolver(text: string): Promise<ResolverAddress> {
  const read = readResolver(text)
  if (!read) throw new Error(`${text} is no resolver: HOST:PORT or [IPv6]:PORT is wanted`)
  const { address } = isIP(read.host) ? { address: read.host } : await lookup(read.host)
  return { name: text, address, port: read.port }
}
