import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { isAddressKind } from './blocklist.ts'
import { listName } from './list-name.ts'
import { listListings } from './listing-records.ts'
import { toldOf } from './open-listing-views.ts'
import { readDesk } from './read-desk.ts'
import { compareTargets } from './list-matrix.ts'
import { byWeight, hardlyDecides, weighed } from './weighed-list.ts'

/** One sending address of a host: where it is listed, on how many lists nobody can tell, and when it was last asked about. */
export type HostAddress = { ip: string; listed: { id: string; name: string; since: string; isSmall: boolean }[]; clear: number; unknown: number; newestAt: string | null }

/** What lists say of a host's addresses; null for whoever may not see the desk. */
export async function getHostLists(db: Db, viewer: Pick<Viewer, 'roles'>, host: string, now: Date): Promise<HostAddress[] | null> {
  if (!may(viewer, 'see-desk')) return null
  const desk = await readDesk(db)
  const ips = desk.targets.filter(({ kind, hosts }) => isAddressKind(kind) && hosts.some(({ name }) => name === host)).map(({ name }) => name).sort(compareTargets)
  const listings = Map.groupBy(await listListings(db, { targets: ips }), ({ target }) => target)
  return ips.map((ip) => {
    const told = (listings.get(ip) ?? []).flatMap((listing) => {
      const own = desk.lists.find(({ list }) => list.id === listing.list)
      return own?.isAsked ? [{ list: weighed(own), told: toldOf(listing, own, desk.asking, now) }] : []
    })
    const listed = told.filter(({ told: { state } }) => state === 'listed').sort((a, b) => byWeight(a.list, b.list))
    return {
      ip,
      listed: listed.map(({ list, told: { since } }) => ({ id: list.id, name: listName(list.id), since, isSmall: hardlyDecides(list) })),
      clear: told.filter(({ told: { state } }) => state === 'clear').length,
      unknown: told.filter(({ told: { state } }) => state === 'unknown').length,
      newestAt: told.map(({ told: { checkedAt } }) => checkedAt).sort().at(-1) ?? null,
    }
  })
}
