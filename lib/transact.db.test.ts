import { expect, test } from 'vitest'
import { withTestDatabase } from './setup/test-database.ts'
import { isPassing, transact } from './transact.ts'

test('two acts that take the same two rows the other way round both come through', async () => {
  const { db } = await withTestDatabase()
  await db.setting.createMany({ data: ['a', 'b'].map((key) => ({ key, value: 0, updatedAt: new Date(0) })) })
  let arrived = 0
  let open: () => void = () => undefined
  const both = new Promise<void>((resolve) => (open = resolve))

  const act = (first: string, second: string) => {
    let isFirstTry = true
    return transact(db, async (tx) => {
      await tx.$executeRaw`UPDATE "Setting" SET value = to_jsonb((value::int) + 1) WHERE key = ${first}`
      if (isFirstTry) {
        isFirstTry = false
        if (++arrived === 2) open()
        await both
      }
      await tx.$executeRaw`UPDATE "Setting" SET value = to_jsonb((value::int) + 1) WHERE key = ${second}`
    })
  }
  await Promise.all([act('a', 'b'), act('b', 'a')])
  expect((await db.setting.findMany()).map((row) => row.value)).toEqual([2, 2])
})

test('what the data themselves are to blame for does not pass by itself', async () => {
  const { db } = await withTestDatabase()
  const twice = db.setting.createMany({ data: [1, 2].map((value) => ({ key: 'a', value, updatedAt: new Date(0) })) })
  expect(isPassing(await twice.catch((error: unknown) => error))).toBe(false)
  const unknownState = db.$executeRaw`INSERT INTO "Order" (id, "hostId", verb, args, state) VALUES (gen_random_uuid(), 1, 'x', '{}', 'odd')`
  expect(isPassing(await unknownState.catch((error: unknown) => error))).toBe(false)
})

test('a database that is away passes', async () => {
  const { openDb } = await import('./db.ts')
  const away = openDb('postgresql://nobody@127.0.0.1:1/none')
  expect(isPassing(await away.setting.count().catch((error: unknown) => error))).toBe(true)
  await away.$disconnect()
})
