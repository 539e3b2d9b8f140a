import { makePassword } from '../access/change-user.ts'
import { createUser } from '../access/create-user.ts'
import { addUserInput, type AddUserInput } from '../access/user.ts'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { findCustomerByNumber } from '../customers/customer-records.ts'
import { AppError } from '../errors.ts'

/**
 * Adds a person to the desk, with a password that is made here when none is given.
 *
 * @returns the password, shown once and stored nowhere
 * @throws AppError `conflict` when the address is taken, `not-found` for a customer that there is not, `bad-input` for a
 *   customer role without its customer
 */
export async function addUser({ db, now, actor }: Doing, input: AddUserInput, own: { password?: string; language?: 'de' | 'en' | null } = {}): Promise<{ id: number; password: string }> {
  const { email, name, roles, customerNumber } = addUserInput.parse(input)
  const customer = customerNumber ? await findCustomerByNumber(db, customerNumber) : null
  if (customerNumber && !customer) throw new AppError('not-found', `no customer ${customerNumber}`, { userMessageKey: 'errors.customer-unknown' })

  const { password = makePassword(), language } = own
  const id = await db.$transaction(async (tx) => {
    const id = await createUser(tx, { email, name, roles, password, customerId: customer?.id ?? null, language, now })
    const after = { id, name, roles, customer: customer?.number ?? null }
    await recordAudit(tx, { at: now, actor, action: 'user: add', subject: `user ${email.toLowerCase()}`, after })
    return id
  })
  return { id, password }
}
