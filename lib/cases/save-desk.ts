import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { readDesk, saveDesk } from '../notices/desk-records.ts'
import { deskSetting } from '../notices/desk.ts'
import { wishDoorEverywhere } from './wish-door.ts'

export const saveDeskInput = z.strictObject({ desk: deskSetting, reason: z.string().trim().min(1).max(1000) })
export type SaveDeskInput = z.infer<typeof saveDeskInput>

/** Saves who the provider is to his customers, and tells the hosts the addresses that a locked account still reaches. */
export async function saveDeskSetting({ db, now, actor }: Doing, input: SaveDeskInput): Promise<void> {
  const { desk, reason } = saveDeskInput.parse(input)
  await db.$transaction(async (tx) => {
    const before = await readDesk(tx)
    await saveDesk(tx, desk, now)
    await wishDoorEverywhere(tx, desk, now)
    await recordAudit(tx, { at: now, actor, action: 'desk: save', subject: 'desk', reason, before, after: desk })
  })
}
