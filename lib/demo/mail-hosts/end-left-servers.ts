import path from 'node:path'
import { hostFolderOf, type DemoPlace } from '../hosts.ts'
import { endLeftServer } from '../mail-servers/left-server.ts'

/** Ends what a demo that was killed left running: Postfix and Dovecot, which do not end with whoever started them. */
export async function endLeftServers(place: DemoPlace): Promise<void> {
  const postfix = place.hosts.filter((host) => host.kind === 'postfix')
  await Promise.all(postfix.map((host) => endLeftServer(path.join(hostFolderOf(place, host), 'queue/pid/master.pid'))))
  await endLeftServer(path.join(place.servers, 'dovecot/run/master.pid'))
}
