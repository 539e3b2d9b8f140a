import { connectAgent, type AgentClient } from '../agent-client/connect-agent.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findIdentity } from '../hosts/host-identity-records.ts'
import { openDeskKeys } from '../hosts/open-desk-keys.ts'
import { deskFor } from './join-host.ts'
import { readHeaders, type ReadHeaders, type ReadHeadersInput } from './read-headers.ts'

/** Reads headers of held mail from its host, over a connection that is opened for it and closed again. See readHeaders. */
export async function readHeadersNow(doing: Doing, deskSecret: string, input: ReadHeadersInput): Promise<ReadHeaders> {
  const opened: AgentClient[] = []
  const clientOf = async (hostId: number) => {
    const client = await openAgent(doing, deskSecret, hostId)
    opened.push(client)
    return client
  }
  try {
    return await readHeaders(doing, clientOf, input)
  } finally {
    for (const client of opened) client.close()
  }
}

async function openAgent({ db, now }: Doing, deskSecret: string, hostId: number): Promise<AgentClient> {
  const host = await findIdentity(db, { id: hostId })
  if (!host) throw new AppError('not-found', `no host ${hostId}`)
  return connectAgent(deskFor(await openDeskKeys(db, deskSecret, now), host))
}
