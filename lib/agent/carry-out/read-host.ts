import type { HostReading, QueueReading } from '../../protocol/readings.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import { standingStates } from '../journal/journal-standing.ts'
import type { Core } from './core.ts'
import { unreadLines } from './take-batch.ts'
import { tell } from './tell-desk.ts'

export const AGENT_VERSION = '0.1.0'
const ACCOUNTS_MAX = 20

/** What is on the host now. A queue that cannot be read is null, never empty. */
export async function readHost(core: Core): Promise<HostReading> {
  return {
    at: core.now().toISOString(),
    protocol: PROTOCOL_VERSION,
    journal: core.journal.id,
    agentVersion: AGENT_VERSION,
    host: core.hostName,
    kind: core.host.kind,
    mtaVersion: core.mtaVersion,
    capabilities: { ...core.host.capabilities, probes: true },
    queue: await readQueue(core),
    standing: standingStates(core.journal),
    unreadLines: unreadLines(core),
    logBehindBytes: core.logBehindBytes,
  }
}

/** Tells the desk the queue's figures when they changed since it was last told. */
export async function tellQueue(core: Core): Promise<void> {
  const queue = await readQueue(core)
  if (!queue) return
  const text = JSON.stringify(queue)
  if (text === core.queueTold) return
  core.queueTold = text
  tell(core, { kind: 'queue', queue })
}

async function readQueue(core: Core): Promise<QueueReading | null> {
  try {
    return { ...(await core.host.queue()), accounts: accountsInQueue(core) }
  } catch (error) {
    core.log.error('the queue cannot be read', error)
    return null
  }
}

function accountsInQueue(core: Core): QueueReading['accounts'] {
  const counts = new Map<string, number>()
  for (const [id, { account, parentId }] of core.live) {
    if (account !== null && parentId === null && !core.taken.has(id)) counts.set(account, (counts.get(account) ?? 0) + 1)
  }
  return [...counts]
    .map(([account, messages]) => ({ account, messages, undeliverable: core.accounts.get(account)?.undeliverable.size ?? 0 }))
    .sort((a, b) => b.messages - a.messages || a.account.localeCompare(b.account))
    .slice(0, ACCOUNTS_MAX)
}
