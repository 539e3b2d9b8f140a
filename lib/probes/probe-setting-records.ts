import type { Db, Tx } from '../db.ts'
import { probeSetting, type ProbeSetting } from './probe-setting.ts'

const KEY = 'probes'

/** What this installation decided; a setting that this version does not understand is the usual one. */
export async function readProbeSetting(db: Db | Tx): Promise<ProbeSetting> {
  const row = await db.setting.findUnique({ where: { key: KEY }, select: { value: true } })
  return probeSetting.safeParse(row?.value).data ?? probeSetting.parse({})
}

export async function writeProbeSetting(tx: Db | Tx, value: ProbeSetting, updatedAt: Date): Promise<void> {
  await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value, updatedAt }, update: { value, updatedAt } })
}
