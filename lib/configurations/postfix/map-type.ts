/** How soon a change of a map acts. Tried with Postfix 3.7, 120 fresh sessions and one that was open. */
export type MapType =
  /** At once, in sessions that are open too. */
  | 'live'
  /** In fresh sessions at once; a session that is open goes on with the old one. */
  | 'fresh-sessions'
  /** After a reload only. */
  | 'reload'
  | 'unknown'

const TYPES: Record<string, MapType> = {
  lmdb: 'live', sqlite: 'live', socketmap: 'live', tcp: 'live', mysql: 'live', pgsql: 'live', ldap: 'live', memcache: 'live', mongodb: 'live',
  hash: 'fresh-sessions', btree: 'fresh-sessions', cdb: 'fresh-sessions', dbm: 'fresh-sessions', sdbm: 'fresh-sessions',
  texthash: 'reload', regexp: 'reload', pcre: 'reload', cidr: 'reload', inline: 'reload', randmap: 'reload',
}

/** The type of `type:name`; through proxymap it is that of the map behind. Of several maps in one the slowest counts. */
export function mapType(map: string): MapType {
  const inner = /^(?:proxy|debug):(.*)$/s.exec(map)
  if (inner) return mapType(inner[1] as string)
  const several = /^(?:unionmap|pipemap):\{?(.*?)\}?$/s.exec(map)
  if (several) return slowest((several[1] as string).split(/[\s,]+/).filter((each) => each.includes(':')).map(mapType))
  const type = /^([a-z]+):/.exec(map)?.[1]
  return type !== undefined && Object.hasOwn(TYPES, type) ? (TYPES[type] as MapType) : 'unknown'
}

function slowest(types: MapType[]): MapType {
  return (['reload', 'fresh-sessions', 'unknown', 'live'] as const).find((type) => types.includes(type)) ?? 'unknown'
}

/** The map that acts at once in place of one that does not; a pattern list needs a file of another form. */
export function liveMap(map: string): { map: string; path: string; isAnew: boolean } {
  const [, type, path] = /^(?:(?:proxy|debug):)*([a-z]+):([\s\S]*)$/.exec(map) ?? []
  const isFile = type !== undefined && path !== undefined && /^\/\S*$/.test(path)
  if (isFile && ['hash', 'btree', 'cdb', 'dbm', 'sdbm', 'texthash'].includes(type)) return { map: `lmdb:${path}`, path, isAnew: false }
  const folder = isFile ? path.slice(0, path.lastIndexOf('/')) || '/etc/postfix' : '/etc/postfix'
  return { map: `lmdb:${folder}/locked_accounts`, path: `${folder}/locked_accounts`, isAnew: true }
}
