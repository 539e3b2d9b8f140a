import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setProbePlaces } from '../../lib/probes/probe-schedule-records.ts'
import type { TestAuthority } from '../../lib/probes/certificates-for-tests.ts'
import { reply, startDnsServer } from '../../lib/dns/dns-server-for-tests.ts'
import type { SpamdykeHost } from './spamdyke-host.ts'
import { startStoryDesk, type StoryDesk } from './story-desk.ts'

export type ProbedDesk = StoryDesk & { /** For agents that look at other hosts. */ agentEnv: Record<string, string>; resolver: string; /** Lets the desk look at a host where it listens. */ probe(hostId: number, host: SpamdykeHost): Promise<void> }

/** A desk whose worker trusts this authority, and whose resolver knows no names: of names it says nothing then. */
export async function startProbedDesk(authority: TestAuthority): Promise<ProbedDesk> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward-authority-'))
  const root = path.join(folder, 'root.pem')
  await writeFile(root, authority.root)
  const names = await startDnsServer(({ query, send }) => send(reply(query, { rcode: 3 })))
  const desk = await startStoryDesk({ env: { NODE_EXTRA_CA_CERTS: root, RELAYWARD_RESOLVERS: `${names.address}:${names.port}` } })
  return {
    ...desk, agentEnv: { NODE_EXTRA_CA_CERTS: root }, resolver: `${names.address}:${names.port}`,
    probe: async (hostId, host) => {
      await setProbePlaces(desk.db, hostId, host.places)
      await desk.db.host.update({ where: { id: hostId }, data: { probeAskedAt: new Date() } })
    },
    stop: async () => {
      await desk.stop()
      await names.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
