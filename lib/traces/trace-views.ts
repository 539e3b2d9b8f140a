import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { findAccount } from '../accounts/account-records.ts'
import { listAccountNames } from '../accounts/customer-account-records.ts'
import { readNeedle } from './needle.ts'
import { questionOf, type TraceAddress } from './trace.ts'

/** The question of an address as this viewer means it: what is the name of an account that he may see is meant as one. */
export async function readTraceQuestion(viewer: Viewer, address: TraceAddress): Promise<ReturnType<typeof questionOf>> {
  const needle = readNeedle(address.q)
  return questionOf(address, needle !== null && (await isAccountFor(viewer, needle.value)))
}

/** The customer's own accounts, by name. */
export async function listTraceableAccounts({ customerId }: Viewer & { customerId: number }): Promise<string[]> {
  return listAccountNames(webDb(), customerId)
}

async function isAccountFor(viewer: Viewer, name: string): Promise<boolean> {
  const account = await findAccount(webDb(), name)
  if (!account) return false
  return viewer.customerId === null ? may(viewer, 'see-desk') : account.customerId === viewer.customerId
}
