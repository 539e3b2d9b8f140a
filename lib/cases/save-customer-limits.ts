import { findCustomerByNumber } from '../customers/customer-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findCustomerPolicy } from '../policies/policy-records.ts'
import { saveCustomerLimitsInput, type SaveCustomerLimitsInput } from '../policies/policy.ts'
import { transact } from '../transact.ts'
import { saveCustomerPolicy } from './save-policy.ts'

/**
 * Gives one customer limits of his own, or with null everybody's again, and tells the hosts. What else his policy says
 * is not touched: whoever may change limits may not change the rest.
 *
 * @throws AppError `not-found` for a number nobody has
 */
export async function saveCustomerLimits(doing: Doing, input: SaveCustomerLimitsInput): Promise<void> {
  const { customerNumber, limits, reason } = saveCustomerLimitsInput.parse(input)
  const by = { now: doing.now, actor: doing.actor }
  await transact(doing.db, async (tx) => {
    const customer = await findCustomerByNumber(tx, customerNumber)
    if (!customer) throw new AppError('not-found', `no customer ${customerNumber}`, { userMessageKey: 'errors.customer-unknown' })
    const { limits: _before, ...rest } = (await findCustomerPolicy(tx, customer.id)) ?? {}
    await saveCustomerPolicy(tx, by, customer, limits === null ? rest : { ...rest, limits }, reason)
  })
}
