import type { RelayState } from '../host/mail-host.ts'
import { ownLocksOf } from '../journal/journal-locks.ts'
import { noteFound, relayOrderOf } from '../journal/journal-standing.ts'
import { watchById } from '../journal/journal-watches.ts'
import { errorText } from '../log.ts'
import { accountState, type Core } from './core.ts'
import { wantedRelay } from './wanted-relay.ts'

/** What the journal wants for the account at this moment; kept in the account's state too. */
export function readWanted(core: Core, account: string): RelayState {
  const order = relayOrderOf(core.journal, account)
  const watch = order?.data.state === 'watched' ? watchById(core.journal, order.data.guardedUnlockId) : null
  const wanted = wantedRelay({ order, ownLocks: ownLocksOf(core.journal, account).length, watchStep: watch?.step ?? null })
  accountState(core, account).relay = wanted
  return wanted
}

/**
 * Makes the host's relay what the journal wants, verified by reading it back; call it in the account's relay turn.
 * Answers what it was before and what it is. Throws when the host cannot do it; `found` is `unknown` then.
 */
export async function holdRelay(core: Core, account: string): Promise<{ was: RelayState; is: RelayState }> {
  const wanted = readWanted(core, account)
  try {
    const was = await core.host.relay(account)
    if (was !== wanted) await core.host.setRelay(account, wanted)
    noteFound(core.journal, 'relay', account, wanted, core.now())
    return { was, is: wanted }
  } catch (error) {
    noteFound(core.journal, 'relay', account, 'unknown', core.now(), errorText(error))
    throw error
  }
}
