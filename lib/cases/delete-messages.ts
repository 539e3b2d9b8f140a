import { may } from '../access/permissions.ts'
import { findUserRoles } from '../access/users-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { deleteInput, TYPED_ABOVE, type DeleteInput } from '../quarantine/quarantined-message.ts'
import { actOnMessages, type StartedAct } from './act-on-messages.ts'

const TIME_LIMIT = { timeout: 30_000, maxWait: 10_000 }

/**
 * Deletes quarantined mail for good, without a bounce to anybody. More than 1,000 at once takes somebody who may
 * delete many, whatever the caller checked before.
 */
export async function deleteMessages(doing: Doing, input: DeleteInput): Promise<StartedAct> {
  const asked = deleteInput.parse(input)
  const { actor } = doing
  if (actor.kind !== 'person') throw new AppError('not-allowed', 'only staff delete mail')
  return doing.db.$transaction(async (tx) => {
    const started = await actOnMessages(tx, doing, 'delete', asked)
    const right = started.messages > TYPED_ABOVE ? 'delete-many' : 'delete-mail'
    if (!may({ roles: await findUserRoles(tx, actor.userId) }, right)) throw new AppError('not-allowed', `no right ${right} for user ${actor.userId}`)
    return started
  }, TIME_LIMIT)
}
