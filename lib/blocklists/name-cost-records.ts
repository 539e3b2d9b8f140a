import type { Db } from '../db.ts'
import { isAddressKind, type Blocklist } from './blocklist.ts'
import { BLOCKLISTS } from './catalogue/catalogue.ts'
import { namesInReplies } from './listing-cost.ts'
import { bareZone, namesDomain, otherZones, type CostAccount, type NameCost } from './name-cost.ts'
import type { DeskTarget } from './target-records.ts'

const SPAN_MS = 24 * 3_600_000
const ACCOUNTS_SHOWN = 5

type ReplyRow = { account: string | null; customer: string | null; receiver: string; isNamed: boolean; count: number }

/** What the listing of a domain or a host's name cost in the last 24 hours, and the accounts that log in under it. */
export async function readNameCost(db: Db, list: Blocklist, target: Pick<DeskTarget, 'name' | 'hosts' | 'customer'>, now: Date): Promise<NameCost> {
  const since = new Date(now.getTime() - SPAN_MS)
  const accounts = await listAccountsUnder(db, target.name, since)
  const replies = await readReplies(db, list, target, { accounts, since, now })
  const [named, perhaps] = [replies.filter(({ isNamed }) => isNamed), replies.filter(({ isNamed }) => !isNamed)]
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0)
  return {
    since, named: sum(named, ({ count }) => count), perhaps: sum(perhaps, ({ count }) => count),
    receivers: [...new Set(named.map(({ receiver }) => receiver))].sort(),
    customers: [...new Set(named.flatMap(({ customer }) => customer ?? []))].sort(),
    accounts: accounts.slice(0, ACCOUNTS_SHOWN).map(({ name, messages, undelivered }): CostAccount => ({ name, messages, undelivered, named: sum(named.filter(({ account }) => account === name), ({ count }) => count) })),
    total: { accounts: accounts.length, messages: sum(accounts, ({ messages }) => messages), undelivered: sum(accounts, ({ undelivered }) => undelivered) },
  }
}

type AccountRow = { name: string; messages: number; undelivered: number }

/** Accounts `NAME@DOMAIN`, also of domains below it, with what they sent since then. */
async function listAccountsUnder(db: Db, domain: string, since: Date): Promise<AccountRow[]> {
  const own = literally(domain)
  return db.$queryRaw<AccountRow[]>`
    SELECT a.name, coalesce(sum(h.messages), 0)::int AS messages, coalesce(sum(h.bounced + h.deferred), 0)::int AS undelivered
    FROM "Account" a LEFT JOIN "AccountHour" h ON h."accountId" = a.id AND h.hour >= ${since}
    WHERE lower(a.name) LIKE ${`%@${own}`} OR lower(a.name) LIKE ${`%@%.${own}`}
    GROUP BY a.name ORDER BY messages DESC, a.name`
}

type Among = { accounts: readonly AccountRow[]; since: Date; now: Date }

/** Kept replies that name the list, among those of the customer's accounts, of accounts under the domain and of hosts that go by it. */
async function readReplies(db: Db, list: Blocklist, { name, hosts, customer }: Pick<DeskTarget, 'name' | 'hosts' | 'customer'>, { accounts, since, now }: Among): Promise<ReplyRow[]> {
  const own = accounts.map((each) => each.name)
  const zone = `%${literally(bareZone(list))}%`
  const names = namesDomain(name, list.zone)
  // A list that holds addresses too may have been asked about one of ours.
  const isOfNames = !list.kinds.some(isAddressKind)
  return db.$queryRaw<ReplyRow[]>`
    SELECT account, customer, receiver, "namesIt" OR (${isOfNames}::boolean AND "isOwn" AND "namesZone") AS "isNamed", count(*)::int AS count
    FROM (
      SELECT s.account, c.number AS customer, a."customerId", s.receiver, s."hostId", lower(s.reply) AS reply, lower(s.reply) LIKE ${zone} AS "namesZone", lower(s.reply) ~ ${names} AS "namesIt",
        coalesce(s.account = ANY (${own}::text[]), false) AS "isOwn"
      FROM "ReplySample" s LEFT JOIN "Account" a ON a.name = s.account LEFT JOIN "Customer" c ON c.id = a."customerId"
      WHERE s.at >= ${since} AND s.at <= ${now}
        AND (s.account = ANY (${own}::text[]) OR a."customerId" = ${customer?.id ?? null}::int OR s."hostId" = ANY (${hosts.map(({ id }) => id)}::int[]) OR lower(s.reply) LIKE ${`%${literally(name)}%`})
        AND lower(s.reply) LIKE ANY (${namesInReplies(list).map((each) => `%${literally(each)}%`)}::text[])
    ) told
    WHERE ("namesIt" OR "isOwn" OR "customerId" = ${customer?.id ?? null}::int OR "hostId" = ANY (${hosts.map(({ id }) => id)}::int[]))
      AND ("namesZone" OR NOT reply LIKE ANY (${otherZones(list, BLOCKLISTS).map((each) => `%${literally(each)}%`)}::text[]))
    GROUP BY 1, 2, 3, 4`
}

/** As it stands, in a LIKE of the database. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
