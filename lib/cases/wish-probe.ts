import * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { findHost } from '../hosts/host-records.ts'
import { probeNowInput } from '../probes/host-check.ts'
import { askForProbe, readHostProbing } from '../probes/probe-schedule-records.ts'
import { transact } from '../transact.ts'

/** Wishes that the worker looks at a host at once. Wished again while it is not done, it is one wish. */
export async function wishProbe({ db, now, actor }: Doing, input: z.infer<typeof probeNowInput>): Promise<void> {
  const { host: name } = probeNowInput.parse(input)
  await transact(db, async (tx) => {
    const host = await findHost(tx, { name })
    if (!host || host.revokedAt) throw new AppError('not-found', `no host ${name} in service`)
    if ((await readHostProbing(tx, host.id)).off) throw new AppError('conflict', `nobody looks at ${name}`, { userMessageKey: 'errors.probes-off' })
    await askForProbe(tx, host.id, now)
    await recordAudit(tx, { at: now, actor, action: 'host: probe now', subject: `host ${name}` })
  })
}
