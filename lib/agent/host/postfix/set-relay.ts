import { messageKey } from '../../../protocol/messages.ts'
import type { RelayState } from '../mail-host.ts'
import { accountOfSaslName } from '../../logs/postfix-events.ts'
import { findOnHold } from './find-messages.ts'
import type { MoveContext } from './move-messages.ts'
import { changeRelaySource, queryRelay, type RelaySource } from './relay-map.ts'

/**
 * Puts one account into a state by one replacement of the map, then asks Postfix's own lookup. Uid accounts cannot be
 * locked here: mail of local programs passes no SASL check. Throws when the map does not say what was asked for.
 */
export async function setRelay(context: MoveContext, account: string, state: RelayState): Promise<void> {
  const { instance, now } = context
  const key = accountOfSaslName(account)
  if (key === null) throw new Error('not an account name')
  if (key.startsWith('uid:')) throw new Error('mail of local programs cannot be locked in Postfix: it does not log in')

  const heldBefore = state === 'watched' ? (await findOnHold(context, key)).map(messageKey) : []
  await changeRelaySource(instance, now(), (source) => {
    const before = source.states.get(key) ?? 'open'
    if (state === 'open') source.states.delete(key)
    else source.states.set(key, state)
    if (before !== state) noteWatch(source, { account: key, state, at: now().toISOString(), heldBefore })
  })

  const found = await queryRelay(instance, key)
  if (found !== state) throw new Error(`the lock map says ${found} for ${key} where ${state} was written`)
}

function noteWatch(
  source: RelaySource,
  change: { account: string; state: RelayState; at: string; heldBefore: string[] },
): void {
  for (const watch of source.watches) {
    if (watch.account === change.account) watch.until ??= change.at
  }
  if (change.state !== 'watched') return
  source.watches.push({ account: change.account, since: change.at, until: null, heldBefore: change.heldBefore })
}
