import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { listHostRows, type HostListRow } from './host-list-records.ts'
import { hostState, type HostState } from './host.ts'

export type HostForAdmin = {
  name: string
  kind: string
  site: string
  agentUrl: string
  ips: string[]
  state: HostState
  joinedAt: string | null
  lastReadAt: string | null
  certificateEndsAt: string | null
  agentVersion: string | null
  mtaVersion: string | null
}

/** Every host as it is set up: nothing of its mail. Those to be joined first, those out of service last. */
export async function listHostsForAdmin(db: Db, viewer: Pick<Viewer, 'roles'>, now: Date): Promise<HostForAdmin[]> {
  if (!may(viewer, 'configure')) return []
  const hosts = (await listHostRows(db)).map((row) => hostForAdmin(row, now))
  return hosts.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
}

const ORDER: HostState[] = ['joining', 'silent', 'heard', 'revoked']

function hostForAdmin(row: HostListRow, now: Date): HostForAdmin {
  const { name, kind, site, agentUrl, agentVersion, mtaVersion } = row
  return {
    name, kind, site, agentUrl, agentVersion, mtaVersion,
    ips: row.ips.map(({ ip }) => ip),
    state: hostState(row, now),
    joinedAt: row.joinedAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
    certificateEndsAt: row.certificateEndsAt?.toISOString() ?? null,
  }
}
