import * as z from 'zod'
import { accountName } from '../protocol/primitives.ts'

export const customerNumber = z.string().trim().min(1).max(50).regex(/^[^\p{Cc}]*$/u, 'a customer number has no control characters')
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, 'not a domain')

export const contactInput = z
  .strictObject({ name: z.string().trim().max(200).default(''), email: z.email('not a mail address').nullable().default(null), phone: z.string().trim().max(50).nullable().default(null) })
  .refine((contact) => contact.email !== null || contact.phone !== null, 'a contact has an address or a phone number')

/** One customer as an import has him. Accounts and domains he has besides stay his. */
export const customerInput = z.strictObject({
  number: customerNumber,
  name: z.string().trim().min(1).max(200),
  language: z.enum(['de', 'en']).default('de'),
  contacts: z.array(contactInput).max(50).default([]),
  accounts: z.array(accountName).max(10_000).default([]),
  domains: z.array(domain).max(10_000).default([]),
})
export type CustomerInput = z.infer<typeof customerInput>

export const assignAccountInput = z.strictObject({ account: accountName, customerNumber })
export type AssignAccountInput = z.infer<typeof assignAccountInput>

/** What is typed to find a customer, a piece of his number, name, domains, accounts or contacts. */
export const findCustomersInput = z.string().trim().min(1).max(200)
