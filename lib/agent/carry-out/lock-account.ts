import { setTimeout as delay } from 'node:timers/promises'
import { noteInForce, type OwnLock } from '../journal/journal-locks.ts'
import { noteFound } from '../journal/journal-standing.ts'
import { errorText } from '../log.ts'
import type { Core } from './core.ts'
import { readWanted } from './hold-relay.ts'
import { sweepInBackground } from './sweep-account.ts'
import { tell, tellTrouble, tellTroubleOver } from './tell-desk.ts'
import { finishWatch } from './finish-watch.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

const RETRY_MS = [100, 300, 1000, 3000]

/**
 * Puts a lock that the agent made by itself in force: the relay first, before anything that may be slow, then word to
 * the desk, then the account's mail out of the queue. The lock and its sweep stand in the journal already, so a crash
 * anywhere in here is made good at the next start.
 */
export async function putLockInForce(core: Core, lock: OwnLock): Promise<void> {
  await core.relayTurn(lock.account, () => lockRelay(core, lock))
  if (lock.guardedUnlockId !== null) {
    await finishWatch(core, lock.guardedUnlockId)
    return
  }
  sweepInBackground(core, lock.account)
}

async function lockRelay(core: Core, lock: OwnLock): Promise<void> {
  if (readWanted(core, lock.account) !== 'locked') return

  for (let attempt = 0; ; attempt += 1) {
    try {
      // Without a look first: every millisecond lets a mail through. The host verifies what it set.
      await core.host.setRelay(lock.account, 'locked')
      break
    } catch (error) {
      tellTrouble(core, 'lock-failed', sayTrouble('lock-failed', { account: lock.account, error: errorText(error) }))
      const pause = RETRY_MS[attempt]
      if (pause === undefined) throw error
      await delay(pause)
    }
  }
  noteLocked(core, lock)
}

function noteLocked(core: Core, lock: OwnLock): void {
  const at = core.now()
  core.journal.write(() => {
    const isNews = noteInForce(core.journal, lock.id, at)
    noteFound(core.journal, 'relay', lock.account, 'locked', at)
    if (isNews && lock.evidence) {
      tell(core, { kind: 'lock-made', agentLockId: lock.id, account: lock.account, ...lock.evidence, inForceAt: at.toISOString() })
    }
    tellTroubleOver(core, 'lock-failed')
  })
  core.log.info('locked', { account: lock.account, lock: lock.id, cause: lock.cause })
}
