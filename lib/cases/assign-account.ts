import { findOrCreateAccount } from '../accounts/account-records.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { By, Doing } from '../audit/doing.ts'
import { findCustomerByNumber, setCustomerOfAccount } from '../customers/customer-records.ts'
import { assignAccountInput, type AssignAccountInput } from '../customers/customer.ts'
import type { Tx } from '../db.ts'
import { AppError } from '../errors.ts'
import { queueNotice } from '../notices/queue-notice.ts'
import { effectivePolicy } from '../policies/policy-records.ts'
import { setCustomerOfAccountTickets } from '../tickets/ticket-records.ts'
import { QUESTIONS } from '../tickets/ticket.ts'
import { wishOwnLimits } from './wish-limits.ts'

/** Says whose account it is. Its open ticket gets the customer, and he gets the three questions he is waiting for. */
export async function assignAccount(doing: Doing, input: AssignAccountInput): Promise<{ noticesQueued: number }> {
  const { account, customerNumber } = assignAccountInput.parse(input)
  return doing.db.$transaction(async (tx) => {
    const customer = await findCustomerByNumber(tx, customerNumber)
    if (!customer) throw new AppError('not-found', `no customer ${customerNumber}`, { userMessageKey: 'errors.customer-unknown' })
    const assigned = await assignAccountTo(tx, doing, { account, customer })
    await wishOwnLimits(tx, customer.id, doing.now)
    return assigned
  })
}

/** The same inside of a transaction. An account that is his already changes nothing; somebody else's is refused. */
export async function assignAccountTo(tx: Tx, by: By, { account, customer }: { account: string; customer: { id: number; number: string } }): Promise<{ noticesQueued: number }> {
  const { id, customerId } = await findOrCreateAccount(tx, account, by.now)
  if (customerId !== null && customerId !== customer.id) throw new AppError('conflict', `account ${account} belongs to another customer`, { userMessageKey: 'errors.account-taken' })
  const isNew = await setCustomerOfAccount(tx, id, customer.id)
  const tickets = await setCustomerOfAccountTickets(tx, id, customer.id)
  if (!isNew && tickets.length === 0) return { noticesQueued: 0 }

  await recordChange(tx, { kind: 'account', at: by.now, actor: by.actor, from: null, to: 'assigned', accountId: id, customerId: customer.id, ticketId: tickets[0]?.id, lockId: tickets[0]?.lockId, evidence: { customerNumber: customer.number } })
  await recordAudit(tx, { at: by.now, actor: by.actor, action: 'account: assign', subject: `account ${account}`, after: { customer: customer.number } })
  return { noticesQueued: await tellAboutOpenTickets(tx, by, customer.id, tickets) }
}

async function tellAboutOpenTickets(tx: Tx, by: By, customerId: number, tickets: { id: number; status: string }[]): Promise<number> {
  const { notices } = await effectivePolicy(tx, customerId)
  if (notices !== 'automatic') return 0
  let queued = 0
  for (const ticket of tickets.filter(({ status }) => status === 'open')) {
    const { isQueued } = await queueNotice(tx, { ticketId: ticket.id, kind: 'three-questions', questions: [...QUESTIONS], ...by })
    if (isQueued) queued += 1
  }
  return queued
}
