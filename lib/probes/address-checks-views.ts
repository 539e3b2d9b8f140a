import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { addressChecks, type AddressChecks } from './address-checks.ts'
import type { AnyCheckId } from './check-catalogue.ts'
import { listCheckRows, listFleetHosts } from './fleet-records.ts'
import { freshForMs, isFailing } from './host-check.ts'
import { readProbeSetting } from './probe-setting-records.ts'

/** `configured`: what is wrong in the host's configuration, whatever the address. */
export type AddressChecksOfHost = AddressChecks & { host: string; probedAt: string | null; isProbed: boolean; configured: { check: AnyCheckId; file: string }[] }

/** What checks say of an address, at each of the hosts that send from it; none for whoever may not see the desk. */
export async function getAddressChecks(db: Db, viewer: Pick<Viewer, 'roles'>, { address, hostIds, now }: { address: string; hostIds: readonly number[]; now: Date }): Promise<AddressChecksOfHost[]> {
  if (!may(viewer, 'see-desk') || hostIds.length === 0) return []
  const [hosts, { everyMinutes }] = await Promise.all([listFleetHosts(db, hostIds), readProbeSetting(db)])
  return Promise.all(hosts.map(async ({ id, name, places, probedAt, off }) => {
    const rows = await listCheckRows(db, id)
    const configured = rows.filter((row) => row.source === 'configuration' && isFailing(row))
    return {
      ...addressChecks(rows, address, { places, now, freshMs: freshForMs(everyMinutes * 60_000) }),
      host: name, probedAt, isProbed: places.length > 0 && off === null, configured: configured.map(({ check, place }) => ({ check: check as AnyCheckId, file: place })),
    }
  }))
}
