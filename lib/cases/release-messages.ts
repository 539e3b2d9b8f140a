import type { Doing } from '../audit/doing.ts'
import { releaseInput, type ReleaseInput } from '../quarantine/quarantined-message.ts'
import { actOnMessages, type StartedAct } from './act-on-messages.ts'

const TIME_LIMIT = { timeout: 30_000, maxWait: 10_000 }

/** Gives quarantined mail back to its hosts' queues, paced by the policy. Counted as done when a host's log says so. */
export async function releaseMessages(doing: Doing, input: ReleaseInput): Promise<StartedAct> {
  const asked = releaseInput.parse(input)
  return doing.db.$transaction((tx) => actOnMessages(tx, doing, 'release', asked), TIME_LIMIT)
}
