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

/** One sending address of a host or a name it goes by: where it is listed, on how many lists nobody can tell, and when it was last asked about. */
export type HostOnLists = { target: string; isAddress: boolean; listed: { id: string; name: string; since: string; isSmall: boolean }[]; clear: number; unknown: number; newestAt: string | null }

/** What lists say of a host's addresses and names; null for whoever may not see the desk. */
export async function getHostLists(db: Db, viewer: Pick<Viewer, 'roles'>, host: string, now: Date): Promise<HostOnLists[] | null> {
  if (!may(viewer, 'see-desk')) return null
  const desk = await readDesk(db)
  const own = desk.targets.filter(({ hosts }) => hosts.some(({ name }) => name === host))
  const [addresses, names] = [true, false].map((isAddress) => own.filter(({ kind }) => isAddressKind(kind) === isAddress).map(({ name }) => ({ target: name, isAddress })).sort((a, b) => compareTargets(a.target, b.target)))
  const targets = [...(addresses ?? []), ...(names ?? [])]
  const listings = Map.groupBy(await listListings(db, { targets: targets.map(({ target }) => target) }), ({ target }) => target)
  return targets.map((target) => {
    const told = (listings.get(target.target) ?? []).flatMap((listing) => {
      const list = desk.lists.find((each) => each.list.id === listing.list)
      return list?.isAsked ? [{ list: weighed(list), told: toldOf(listing, list, desk.asking, now) }] : []
    })
    const listed = told.filter(({ told: { state } }) => state === 'listed').sort((a, b) => byWeight(a.list, b.list))
    return {
      ...target,
      listed: listed.map(({ list, told: { since } }) => ({ id: list.id, name: listName(list.id), since, isSmall: hardlyDecides(list) })),
      clear: told.filter(({ told: { state } }) => state === 'clear').length,
      unknown: told.filter(({ told: { state } }) => state === 'unknown').length,
      newestAt: told.map(({ told: { checkedAt } }) => checkedAt).sort().at(-1) ?? null,
    }
  })
}
