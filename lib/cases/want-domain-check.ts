import * as z from 'zod'
import type { Doing } from '../audit/doing.ts'
import { sendingDomain } from '../domain-checks/domain-check.ts'
import { findSendingDomain } from '../domain-checks/due-domain-records.ts'
import { readSendingSetting } from '../domain-checks/sending-setting-records.ts'
import { wantDomain } from '../domain-checks/wanted-domain-records.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

export const wantDomainCheckInput = z.strictObject({ domain: sendingDomain })
export type WantDomainCheckInput = z.infer<typeof wantDomainCheckInput>

/** Has the worker look at a domain at once. @throws AppError when it does not send through us */
export async function wantDomainCheck({ db, now }: Doing, input: WantDomainCheckInput): Promise<void> {
  const { domain } = wantDomainCheckInput.parse(input)
  const { ownDomains } = await readSendingSetting(db)
  if (!(await findSendingDomain(db, domain, ownDomains))) throw new AppError('not-found', `${domain} does not send through us`)
  await transact(db, (tx) => wantDomain(tx, domain, now))
}
