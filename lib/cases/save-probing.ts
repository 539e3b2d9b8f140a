import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { readProbeSetting, writeProbeSetting } from '../probes/probe-setting-records.ts'
import { probeSetting } from '../probes/probe-setting.ts'
import { transact } from '../transact.ts'

const reason = z.string().trim().min(1).max(1000)
export const saveProbingInput = z.strictObject({ probing: probeSetting, reason })
export type SaveProbingInput = z.input<typeof saveProbingInput>

/** Says how often hosts are looked at from outside, and where answers to round trips come in. */
export async function saveProbing({ db, now, actor }: Doing, input: SaveProbingInput): Promise<void> {
  const { probing, reason: why } = saveProbingInput.parse(input)
  await transact(db, async (tx) => {
    const before = await readProbeSetting(tx)
    await writeProbeSetting(tx, probing, now)
    await recordAudit(tx, { at: now, actor, action: 'probes: set up', subject: 'probes', reason: why, before, after: probing })
  })
}
