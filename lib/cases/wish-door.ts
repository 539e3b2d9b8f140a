import type { Tx } from '../db.ts'
import { hostsInService } from '../hosts/host-records.ts'
import type { DeskSetting } from '../notices/desk.ts'
import { wishOnHosts } from '../standing-orders/standing-order-records.ts'

/** What a locked account still reaches, and what its mail program is told: call it when the desk's addresses change. */
export async function wishDoorEverywhere(tx: Tx, desk: DeskSetting, now: Date): Promise<void> {
  await wishDoor(tx, (await hostsInService(tx)).map((host) => host.id), desk, now)
}

export async function wishDoor(tx: Tx, hostIds: number[], desk: DeskSetting, now: Date): Promise<void> {
  const domain = desk.abuseAddress.slice(desk.abuseAddress.lastIndexOf('@') + 1)
  const addresses = [...new Set([desk.abuseAddress, `abuse@${domain}`, `postmaster@${domain}`])]
  await wishOnHosts(tx, hostIds, { kind: 'door', key: '*', data: { addresses, refusalText: refusalText(desk) } }, now)
}

/** In SMTP replies only ASCII is safe (RFC 5321, 4.1.2 and RFC 6531). */
function refusalText(desk: DeskSetting): string {
  const words = `Sending is locked because of spam from this account. Fetching works. Please write to ${desk.abuseAddress}`
  return words.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)
}
