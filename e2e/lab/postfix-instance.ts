import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layOutPostfix, type Postfix, type PostfixPlan } from '../../lib/demo/mail-servers/postfix.ts'
import { cleanLeftovers, ownFolder } from './clean-leftovers.ts'
import { freePort } from './free-port.ts'

export type PostfixLab = Postfix & { stop(): Promise<void> }

/** A private Postfix in a temporary folder, started on free ports of 127.0.0.1; `stop` removes the folder too. */
export async function startPostfix(plan: Omit<PostfixPlan, 'folder' | 'address' | 'smtpPort' | 'submissionPort'>): Promise<PostfixLab> {
  await cleanLeftovers('relayward-postfix-')
  const folder = await mkdtemp(join(tmpdir(), 'relayward-postfix-'))
  ownFolder(folder, 'queue/pid/master.pid')
  const ports = { smtpPort: await freePort(), submissionPort: await freePort() }
  const postfix = await layOutPostfix({ ...plan, ...ports, folder, address: '127.0.0.1' })
  await postfix.start()
  return {
    ...postfix,
    stop: async () => {
      await postfix.halt().catch(() => postfix.tool('postfix', ['abort']))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
