import { Prisma } from '../generated/prisma/client.ts'
import type { MessageFilter, MessageSelection } from './quarantined-message.ts'

/** Whose messages may be looked at: everybody's for staff, one customer's own for himself. */
export type MessageScope = { customerId: number | null }

/** Mail that is still ours to decide about. */
export const IN_QUARANTINE = ['quarantined', 'releasing', 'deleting']

/** The condition of a filter, on a query that calls QuarantinedMessage `m`. Values are bound, never written into the text. */
export function whereFilter(filter: MessageFilter, scope: MessageScope): Prisma.Sql {
  const parts: Prisma.Sql[] = [filter.state ? Prisma.sql`m.state = ${filter.state}` : Prisma.sql`m.state = ANY (${IN_QUARANTINE})`]
  if (filter.account !== undefined) parts.push(Prisma.sql`m."accountId" = (SELECT id FROM "Account" WHERE name = ${filter.account})`)
  if (filter.host !== undefined) parts.push(Prisma.sql`m."hostId" = (SELECT id FROM "Host" WHERE name = ${filter.host})`)
  if (filter.batch !== undefined) parts.push(Prisma.sql`m."batchId" = ${filter.batch}::uuid`)
  if (filter.text !== undefined && filter.text !== '') parts.push(whereText(filter.text))
  if (scope.customerId !== null) parts.push(Prisma.sql`m."accountId" IN (SELECT id FROM "Account" WHERE "customerId" = ${scope.customerId})`)
  return Prisma.join(parts, ' AND ')
}

/** The condition of what a person chose for an act: by id, or everything that matches a filter but for some. Only what lies in quarantine. */
export function whereSelection(selection: MessageSelection): Prisma.Sql {
  if (!('filter' in selection)) return Prisma.sql`m.state = 'quarantined' AND m.id = ANY (${selection.ids.map(BigInt)}::bigint[])`
  const { filter, except, exceptDomains = [] } = selection
  const matching = whereFilter({ ...filter, state: 'quarantined' }, { customerId: null })
  const isEmpty = filter.state !== undefined && filter.state !== 'quarantined'
  return Prisma.sql`${matching} AND NOT ${isEmpty} AND m.id <> ALL (${except.map(BigInt)}::bigint[])
    AND m."recipientDomain" <> ALL (${exceptDomains}::text[]) ${'accounts' in selection ? wherePart(selection) : Prisma.empty}`
}

function wherePart({ accounts, batches, ids }: Extract<MessageSelection, { accounts: string[] }>): Prisma.Sql {
  return Prisma.sql`AND (m."accountId" IN (SELECT id FROM "Account" WHERE name = ANY (${accounts}::text[]))
    OR m."batchId" = ANY (${batches}::uuid[]) OR m.id = ANY (${ids.map(BigInt)}::bigint[]))`
}

function whereText(text: string): Prisma.Sql {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return Prisma.sql`(m."queueId" ILIKE ${pattern} OR m.sender ILIKE ${pattern} OR array_to_string(m.recipients, ' ') ILIKE ${pattern})`
}
