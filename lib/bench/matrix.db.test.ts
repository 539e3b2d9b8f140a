import { expect, test } from 'vitest'
import { matrixPeriods } from '../deliveries/matrix.ts'
import { listColumns, listPairs, sumPair } from '../deliveries/matrix-records.ts'
import { withTestDatabase } from '../setup/test-database.ts'
import { givenWorker, SECRET } from '../worker/rig-for-tests.ts'
import { fillHistory, receiverIds } from './matrix/fill-history.ts'
import { startAgents } from './matrix/start-agents.ts'

const SIZE = { hosts: 3, receivers: 4, mails: 2000, days: 9, samples: 90, domains: 1 }

test('the history that is measured agrees with itself, and faked agents are read and counted exactly by a real worker', { timeout: 120_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const now = new Date()
  const rows = await fillHistory(db, url, SIZE, now)
  expect(rows).toMatchObject({ hosts: 3, samples: 90 })
  const ids = receiverIds(SIZE)
  const hosts = await db.host.findMany({ select: { id: true, name: true }, orderBy: { id: 'asc' } })
  for (const period of matrixPeriods) {
    const running = await listPairs(db, period, now, { hostIds: hosts.map(({ id }) => id), receivers: ids })
    for (const { hostId, receiver, delivered } of running) {
      const cells = await sumPair(db, period, now, { hostId, receiver })
      expect(cells.filter(({ outcome }) => outcome === 'delivered').reduce((sum, { count }) => sum + count, 0)).toBe(delivered)
    }
    for (const { id, total } of (await listColumns(db, period, now, ids)).filter(({ id }) => ids.includes(id))) {
      expect(total.delivered).toBe(running.filter(({ receiver }) => receiver === id).reduce((sum, { delivered }) => sum + delivered, 0))
    }
  }

  const stored = async () => (await db.deliveryDay.aggregate({ _sum: { count: true } }))._sum.count ?? 0
  const before = await stored()
  const agents = await startAgents({ db, secret: SECRET, receivers: ids, everyMs: 300 })
  givenWorker(url, 'worker-1', { jobs: [] })
  await expect.poll(() => db.host.count({ where: { lastEventSeq: { gte: 3 } } }), { timeout: 60_000 }).toBe(3)
  await agents.drain()
  const { attempts, tellings, untold } = await agents.told()
  expect(tellings).toBeGreaterThanOrEqual(9)
  expect(untold).toBe(0)
  expect(await stored() - before).toBe(attempts)
  agents.end()
})
