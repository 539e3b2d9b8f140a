import { accountState, type Core } from './core.ts'
import { isLateOf, LATE_MAIL_MS } from './judge-watch.ts'
import { moveMessages } from './move-messages.ts'

/**
 * Mail whose RCPT was held for a watch and whose DATA ended after the watch opened lies on hold, and would for ever: it
 * is released like the mail that was held in time. That of a locked account is the sweep's.
 */
export async function releaseLate(core: Core): Promise<void> {
  const now = core.now().getTime()
  for (const state of core.accounts.values()) {
    if (!state.lastWatch) continue
    if (now - Date.parse(state.lastWatch.endedAt ?? '') > LATE_MAIL_MS) state.lastWatch = null
    else if (state.relay === 'open' && !state.watch) await core.queueTurn(state.name, () => releaseLateOf(core, state.name))
  }
}

async function releaseLateOf(core: Core, account: string): Promise<void> {
  const { lastWatch, relay } = accountState(core, account)
  if (!lastWatch || relay !== 'open') return
  const late = (await core.host.find({ account })).filter((message) => isLateOf(lastWatch, message))
  const purpose = { account, batchId: null, cause: 'order' as const, agentLockId: null, guardedUnlockId: lastWatch.id }
  await moveMessages(core, 'release', late, purpose)
}
