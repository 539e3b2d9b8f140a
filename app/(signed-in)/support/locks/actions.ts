'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../lib/access/action.ts'
import { lockAccount } from '../../../../lib/cases/lock-account.ts'
import { lockAccountInput } from '../../../../lib/relay-locks/relay-lock.ts'

/** Locks an account on all its hosts and takes its mail out of their queues. */
export const lockNow = supportAction('lock', lockAccountInput, async ({ input, doing }) => {
  const locked = await lockAccount(doing, input)
  revalidatePath('/support', 'layout')
  return locked
})
