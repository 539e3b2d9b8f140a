'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../lib/access/action.ts'
import { assignAccount } from '../../../../lib/cases/assign-account.ts'
import { lockAccount } from '../../../../lib/cases/lock-account.ts'
import { assignAccountInput, findCustomersInput } from '../../../../lib/customers/customer.ts'
import { getCustomers } from '../../../../lib/customers/customers-views.ts'
import { lockAccountInput } from '../../../../lib/relay-locks/relay-lock.ts'

const SHOWN = 6

/** Customers who could be meant; changes nothing. */
export const findCustomers = supportAction('assign-account', findCustomersInput, async ({ viewer, input, doing }) => {
  const { customers, total } = await getCustomers(doing.db, viewer, { show: 'all', text: input, limit: SHOWN, offset: 0 })
  return { customers: customers.map(({ number, name, accounts }) => ({ number, name, accounts })), total }
})

/** Says whose account it is; whoever waits for it gets his notice. */
export const assignNow = supportAction('assign-account', assignAccountInput, async ({ input, doing }) => {
  const assigned = await assignAccount(doing, input)
  revalidatePath('/support', 'layout')
  return assigned
})

/** Locks the account on all its hosts and takes its mail out of their queues. */
export const lockThis = supportAction('lock', lockAccountInput, async ({ input, doing }) => {
  const locked = await lockAccount(doing, input)
  revalidatePath('/support', 'layout')
  return locked
})
