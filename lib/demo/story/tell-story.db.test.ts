import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTestDatabase, type TestDatabase } from '../../setup/test-database.ts'
import { tellStory } from './tell-story.ts'

const NOW = new Date()
const folder = mkdtempSync(path.join(tmpdir(), 'relayward-demo-'))
let store: TestDatabase & { drop: () => Promise<void> }

beforeAll(async () => {
  store = await makeTestDatabase()
  const t = performance.now()
  await tellStory({ ...context() })
  console.log('told in', performance.now() - t, (globalThis as any).T)
}, 120_000)
afterAll(async () => {
  await store.drop()
  rmSync(folder, { recursive: true, force: true })
})

function context() {
  return { db: store.db, databaseUrl: store.url, secret: 's'.repeat(40), folder, url: 'http://localhost:3000', now: NOW }
}

test('x', async () => {
  console.table(await store.db.$queryRaw`select a.name, l.state, l."lockedAt", l.relapses, l."closedAt", t."waitingFor", t.status from "RelayLock" l join "Account" a on a.id=l."accountId" join "Ticket" t on t."lockId"=l.id order by 3`)
  console.table(await store.db.$queryRaw`select kind, state, count(*) from "Notice" group by 1,2`)
  console.table(await store.db.$queryRaw`select a.name, m.state, count(*) from "QuarantinedMessage" m join "Account" a on a.id=m."accountId" group by 1,2 order by 1`)
  console.table(await store.db.$queryRaw`select count(*) , min(hour), max(hour) from "AccountHour"`)
  console.table(await store.db.$queryRaw`select kind, count(*) from "ChangeRow" group by 1`)
  console.table(await store.db.$queryRaw`select number, kind, state, "openedAt","endedAt", review is not null r from "Incident" order by 1`)
  console.table(await store.db.$queryRaw`select verb, state, count(*) from "Order" group by 1,2`)
  console.table(await store.db.$queryRaw`select h.name, r.kind, r.data from "HostReading" r join "Host" h on h.id=r."hostId" where r.kind like 'trouble%'`)
  expect(1).toBe(1)
})
