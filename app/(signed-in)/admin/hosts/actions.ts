'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { adminAction } from '../../../../lib/access/action.ts'
import { webDesk } from '../../../../lib/access/web-desk.ts'
import { addHost } from '../../../../lib/cases/add-host.ts'
import { joinHost } from '../../../../lib/cases/join-host.ts'
import { revokeHost } from '../../../../lib/cases/revoke-host.ts'
import { addHostInput } from '../../../../lib/hosts/host.ts'

const hostNamed = z.strictObject({ name: z.string().min(1).max(253) })

/** Adds a host. Its token is in the answer and nowhere else: it is shown once. */
export const addNewHost = adminAction('configure', addHostInput, async ({ input, doing }) => {
  const { token } = await addHost(doing, input, webDesk().env.RELAYWARD_SECRET)
  revalidatePath('/admin/hosts')
  return { name: input.name, kind: input.kind, agentUrl: input.agentUrl, token }
})

export const joinNewHost = adminAction('configure', hostNamed, async ({ input, doing }) => {
  await joinHost(doing, input.name, webDesk().env.RELAYWARD_SECRET)
  revalidatePath('/admin/hosts')
})

export const takeOutOfService = adminAction('configure', hostNamed, async ({ input, doing }) => {
  await revokeHost(doing, input.name)
  revalidatePath('/admin/hosts')
})
