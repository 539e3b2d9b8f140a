import type { Db } from '../../db.ts'
import { HISTORY, makePartition, makePartitionsAhead, spansFrom } from '../../deliveries/history-records.ts'
import { closeTotals } from '../../deliveries/receiver-totals-records.ts'
import { hostsToMoveOn, moveWindowOn } from '../../deliveries/window-records.ts'
import { wishOnHosts } from '../../standing-orders/standing-order-records.ts'
import { DEFAULT_POLICY } from '../../policies/policy.ts'
import { withoutIndexes } from './without-indexes.ts'
import { STEP_SECONDS } from '../../protocol/deliveries.ts'
import { CATALOGUE } from '../../receivers/catalogue.ts'

export type Size = { hosts: number; receivers: number; mails: number; days: number; samples: number; domains: number }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const STEP_MS = STEP_SECONDS * 1000

export function receiverIds({ receivers }: Size): string[] {
  return CATALOGUE.slice(0, receivers).map(({ id }) => id)
}

/**
 * Fills an empty desk with the history that agents of so many hosts would have told: mails spread over receivers by
 * Zipf's law, a few refusals everywhere, one host in fifty shut out by the largest receiver. Steps, hours and days agree.
 */
export async function fillHistory(db: Db, address: string, size: Size, now: Date): Promise<Record<string, number>> {
  await makePast(db, size, now)
  await fillHosts(db, size, now)
  await withoutIndexes(address, async () => {
    await fillSteps(db, size, now)
    await fillHours(db, size, now)
    await fillDays(db, size, now)
    await fillSamples(db, size, now)
  })
  await fillBesides(db, now)
  await db.$executeRaw`ANALYZE`
  await closeTotals(db, now)
  await moveHostsOn(db, new Date())
  await db.$executeRaw`ANALYZE "DeliveryPair", "DeliveryWindow", "ReceiverHour", "ReceiverDay", "DeliveryMonth"`
  return {
    hosts: await db.host.count(), 'steps of 26 h': await db.deliveryStep.count(), 'hours of 8 days': await db.deliveryHour.count(),
    days: await db.deliveryDay.count(), samples: await db.replySample.count(), 'running pairs': await db.deliveryPair.count(), 'hours of receivers': await db.receiverHour.count(),
  }
}

async function makePast(db: Db, { days }: Size, now: Date): Promise<void> {
  for (const history of HISTORY) {
    const first = new Date(now.getTime() - Math.min(history.keptMs, days * DAY_MS) - DAY_MS)
    for (const span of spansFrom(first, now, history.by)) await makePartition(db, history, span)
  }
  await makePartitionsAhead(db, now)
  // As of a desk that has been there for so long.
  const first = new Date(now.getTime() - days * DAY_MS)
  await db.receiverTotals.update({ where: { id: 1 }, data: { hoursUntil: new Date(Math.floor(Math.max(first.getTime(), now.getTime() - 8 * DAY_MS) / HOUR_MS) * HOUR_MS), daysFrom: first, daysUntil: first } })
}

async function fillHosts(db: Db, { hosts }: Size, now: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Host" (name, kind, site, "agentUrl", "joinedAt", "certificateEndsAt", "lastReadAt", "createdAt", capabilities)
    SELECT 'mx' || lpad(n::text, 4, '0'), 'postfix', (ARRAY['Nürnberg', 'Frankfurt', 'Berlin', 'Wien'])[1 + n % 4], 'https://127.0.0.1:1', ${now}, ${new Date(now.getTime() + DAY_MS)}, ${new Date(now.getTime() + HOUR_MS)}, ${now},
      '{"locksOpenSessions": true, "hasDoor": true, "watches": "account", "movesOutOfQueue": false}'::jsonb
    FROM generate_series(1, ${hosts}::int) n`
  await db.$executeRaw`INSERT INTO "HostIp" ("hostId", ip) SELECT id, '198.51.' || id / 250 || '.' || id % 250 FROM "Host"`
  const ids = (await db.host.findMany({ select: { id: true } })).map(({ id }) => id)
  await db.$transaction((tx) => wishOnHosts(tx, ids, { kind: 'limits', key: '*', data: { limits: DEFAULT_POLICY.limits } }, now))
  await db.$executeRaw`UPDATE "StandingOrder" SET found = 'in-force', "foundVersion" = version, "foundAt" = ${now}, "sentVersion" = version`
}

/** What a host sends to a receiver in a day: a busy host twice as much as a middling one, the n-th receiver 1/n of the first. */
const PER_DAY = (size: Size) => ({
  sum: Array.from({ length: size.receivers }, (_, n) => 1 / (n + 1)).reduce((a, b) => a + b, 0), ids: receiverIds(size), ...size,
})

async function fillSteps(db: Db, size: Size, now: Date): Promise<void> {
  const { ids, sum, mails, domains } = PER_DAY(size)
  // The step that runs is left to the agents, who tell it anew.
  const until = Math.floor(now.getTime() / STEP_MS) * STEP_MS
  for (let from = Math.floor((now.getTime() - 26 * HOUR_MS) / HOUR_MS) * HOUR_MS; from < until; from += HOUR_MS) {
    const [begin, end] = [new Date(from), new Date(Math.min(from + HOUR_MS, until) - 1)]
    await db.$executeRaw`
      WITH cells AS MATERIALIZED (
        SELECT step, host.id AS "hostId", receiver, floor(rate * (0.5 + random()) + random())::int AS count
        FROM generate_series(${begin}, ${end}, interval '10 minutes') step, "Host" host,
          LATERAL (SELECT receiver, ${mails}::float8 / 144 / n / ${sum}::float8 * (0.5 + (host.id % 100) / 66.0) AS rate FROM unnest(${ids}::text[]) WITH ORDINALITY AS known (receiver, n)
            UNION ALL SELECT 'firma-' || host.id % 97 || '-' || n || '.example', 0.05 FROM generate_series(1, ${domains}::int) n) AS rates
      )
      INSERT INTO "DeliveryStep" (step, "hostId", receiver, outcome, "refusalClass", ip, count)
      SELECT step, "hostId", receiver, 'delivered', '', '', count FROM cells WHERE count > 0
      UNION ALL SELECT step, "hostId", receiver, 'deferred', 'rate_limit', '', 1 + count / 40 FROM cells WHERE random() < 0.04
      UNION ALL SELECT step, "hostId", receiver, 'bounced', 'unknown_user', '', 1 + count / 30 FROM cells WHERE random() < 0.04
      UNION ALL SELECT step, "hostId", receiver, 'bounced', 'ip_block', '', 3 * count FROM cells WHERE count > 0 AND receiver = ${ids[0]} AND "hostId" % 50 = 0`
  }
}

async function fillHours(db: Db, size: Size, now: Date): Promise<void> {
  const { ids, sum, mails, domains } = PER_DAY(size)
  await db.$executeRaw`
    INSERT INTO "DeliveryHour" (hour, "hostId", receiver, outcome, "refusalClass", ip, count)
    SELECT date_trunc('hour', step, 'UTC'), "hostId", receiver, outcome, "refusalClass", ip, sum(count) FROM "DeliveryStep" GROUP BY 1, 2, 3, 4, 5, 6`
  const until = Math.floor((now.getTime() - 26 * HOUR_MS) / HOUR_MS) * HOUR_MS
  const first = Math.floor((now.getTime() - Math.min(8, size.days) * DAY_MS) / DAY_MS) * DAY_MS
  for (let from = first; from < until; from += 6 * HOUR_MS) {
    const [begin, end] = [new Date(from), new Date(Math.min(from + 6 * HOUR_MS, until) - 1)]
    await db.$executeRaw`
      WITH cells AS MATERIALIZED (
        SELECT hour, host.id AS "hostId", receiver, floor(rate * (0.5 + random()) + random())::int AS count
        FROM generate_series(${begin}, ${end}, interval '1 hour') hour, "Host" host,
          LATERAL (SELECT receiver, ${mails}::float8 / 24 / n / ${sum}::float8 * (0.5 + (host.id % 100) / 66.0) AS rate FROM unnest(${ids}::text[]) WITH ORDINALITY AS known (receiver, n)
            UNION ALL SELECT 'firma-' || host.id % 97 || '-' || n || '.example', 0.3 FROM generate_series(1, ${domains}::int) n) AS rates
      )
      INSERT INTO "DeliveryHour" (hour, "hostId", receiver, outcome, "refusalClass", ip, count)
      SELECT hour, "hostId", receiver, 'delivered', '', '', count FROM cells WHERE count > 0
      UNION ALL SELECT hour, "hostId", receiver, 'deferred', 'rate_limit', '', 1 + count / 40 FROM cells WHERE random() < 0.2
      UNION ALL SELECT hour, "hostId", receiver, 'bounced', 'unknown_user', '', 1 + count / 30 FROM cells WHERE random() < 0.2`
  }
}

async function fillDays(db: Db, size: Size, now: Date): Promise<void> {
  const { ids, sum, mails } = PER_DAY(size)
  await db.$executeRaw`
    INSERT INTO "DeliveryDay" (day, "hostId", receiver, outcome, "refusalClass", count)
    SELECT (hour AT TIME ZONE 'UTC')::date, "hostId", receiver, outcome, "refusalClass", sum(count) FROM "DeliveryHour" GROUP BY 1, 2, 3, 4, 5`
  const until = new Date(now.getTime() - (Math.min(8, size.days) + 1) * DAY_MS)
  await db.$executeRaw`
    WITH cells AS MATERIALIZED (
      SELECT (at AT TIME ZONE 'UTC')::date AS day, host.id AS "hostId", receiver, floor(rate * (0.5 + random()) + random())::int AS count
      FROM generate_series(${new Date(now.getTime() - size.days * DAY_MS)}, ${until}, interval '1 day') at, "Host" host,
        LATERAL (SELECT receiver, ${mails}::float8 / n / ${sum}::float8 * (0.5 + (host.id % 100) / 66.0) AS rate FROM unnest(${ids}::text[]) WITH ORDINALITY AS known (receiver, n)) AS rates
    )
    INSERT INTO "DeliveryDay" (day, "hostId", receiver, outcome, "refusalClass", count)
    SELECT day, "hostId", receiver, 'delivered', '', count FROM cells WHERE count > 0
    UNION ALL SELECT day, "hostId", receiver, 'deferred', 'rate_limit', 1 + count / 40 FROM cells WHERE random() < 0.8`
}

async function fillSamples(db: Db, size: Size, now: Date): Promise<void> {
  const ids = receiverIds(size)
  const part = Math.ceil(size.samples / size.days)
  for (let day = size.days; day > 0; day--) {
    await db.$executeRaw`
      INSERT INTO "ReplySample" ("hostId", at, receiver, outcome, "refusalClass", account, reply)
      SELECT 1 + floor(random() * ${size.hosts}::int), ${new Date(now.getTime() - day * DAY_MS)}::timestamptz + n * (interval '1 day' / ${part}::int),
        (${ids}::text[])[1 + floor(${size.receivers}::int * random() * random())], CASE WHEN n % 3 = 0 THEN 'bounced' ELSE 'deferred' END,
        CASE WHEN n % 3 = 0 THEN 'ip_block' ELSE 'rate_limit' END, 'kontakt@firma-' || n % 5000 || '.example',
        '421 4.7.0 [198.51.' || n % 4 || '.' || n % 250 || '] Our system has detected an unusual rate of mail from your address; temporarily rate limited. ' || md5(n::text)
      FROM generate_series(1, ${part}::int) n`
  }
}

/** Accounts and their hours, incidents: what else stands on the pages that are measured. */
async function fillBesides(db: Db, now: Date): Promise<void> {
  await db.$executeRaw`INSERT INTO "Account" (name, "firstSeenAt", "lastSeenAt") SELECT 'konto-' || n || '@firma-' || id || '.example', ${now}, ${now} FROM "Host", generate_series(1, 10) n`
  await db.$executeRaw`
    INSERT INTO "AccountHour" ("accountId", "hostId", hour, messages, recipients, delivered, deferred, bounced, "unknownRecipients", held, refused, networks)
    SELECT id, 1 + id % (SELECT count(*) FROM "Host"), hour, 40, 44, 40, 3, 1, 0, 0, 0, ARRAY['192.0.2.0/24']
    FROM "Account", generate_series(date_trunc('hour', ${now}::timestamptz, 'UTC') - interval '23 hours', ${now}, interval '1 hour') hour`
  await db.$executeRaw`
    INSERT INTO "Incident" (kind, "causeKey", state, "openedAt", "endedAt")
    SELECT 'receiver-block', 'receiver-' || n, CASE WHEN n % 20 = 0 THEN 'open' ELSE 'over' END, ${now}::timestamptz - n * interval '3 hours', CASE WHEN n % 20 = 0 THEN NULL ELSE ${now}::timestamptz - n * interval '2 hours' END
    FROM generate_series(1, 2000) n`
}

const AT_ONCE = 4

/** What the worker's job does, which does not run here. */
export async function moveHostsOn(db: Db, now: Date): Promise<void> {
  const ids = await hostsToMoveOn(db, now)
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const hostId = id
      await db.$transaction((tx) => moveWindowOn(tx, hostId, now))
    }
  }))
}
