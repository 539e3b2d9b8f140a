import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { readListDesk, wakeSweep, writeListDesk } from '../blocklists/list-desk-records.ts'
import { listDesk } from '../blocklists/list-desk.ts'
import { transact } from '../transact.ts'

export const saveListDeskInput = z.strictObject({ desk: listDesk, reason: z.string().trim().min(1).max(1000) })
export type SaveListDeskInput = z.infer<typeof saveListDeskInput>

/** Says through which resolvers blocklists are asked, and how often. */
export async function saveListDesk({ db, now, actor }: Doing, input: SaveListDeskInput): Promise<void> {
  const { desk, reason } = saveListDeskInput.parse(input)
  await transact(db, async (tx) => {
    const before = await readListDesk(tx)
    await writeListDesk(tx, desk, now)
    await recordAudit(tx, { at: now, actor, action: 'blocklists: set up', subject: 'blocklists', reason, before, after: desk })
    await wakeSweep(tx)
  })
}
