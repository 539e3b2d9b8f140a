import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { isSilent } from '../hosts/host.ts'
import { chooseObserver, placesOf } from './probe-places.ts'
import { writePlace } from './probe-places-text.ts'
import { listHostsProbing, listObservers } from './probe-schedule-records.ts'
import { readProbeSetting } from './probe-setting-records.ts'
import type { ProbeSetting } from './probe-setting.ts'

export type HostProbing = {
  name: string
  kind: string
  site: string
  /** Where an admin says it is looked at; empty: at its addresses. */
  places: string[]
  addresses: string[]
  off: { at: string; reason: string } | null
  looksAtOthers: boolean
  /** Its agent can look at others. */
  canLook: boolean
  /** Whose agent looks at it now beside the desk; null where none can. */
  observer: string | null
  probedAt: string | null
}
export type ProbingForAdmin = { setting: ProbeSetting; hosts: HostProbing[] }

/** How hosts are looked at from outside; null for whoever may not set up the desk. */
export async function getProbingForAdmin(db: Db, viewer: Pick<Viewer, 'roles'>, now: Date): Promise<ProbingForAdmin | null> {
  if (!may(viewer, 'configure')) return null
  const [setting, hosts, observers] = await Promise.all([readProbeSetting(db), listHostsProbing(db), listObservers(db)])
  const heard = observers.filter((observer) => !isSilent(observer, now))
  return {
    setting,
    hosts: hosts.map(({ id, name, kind, site, ips, places, off, looksAtOthers, canLook, probedAt }) => ({
      name, kind, site, looksAtOthers, canLook, places: places?.map(writePlace) ?? [], addresses: ips,
      off: off && { at: off.at.toISOString(), reason: off.reason },
      observer: off || placesOf({ ips, places }).length === 0 ? null : (chooseObserver({ id, name, site }, heard)?.name ?? null),
      probedAt: probedAt?.toISOString() ?? null,
    })),
  }
}
