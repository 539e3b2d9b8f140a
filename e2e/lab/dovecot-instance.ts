import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { startDovecot, type Dovecot, type DovecotPlan } from '../../lib/demo/mail-servers/dovecot.ts'
import { cleanLeftovers, ownFolder } from './clean-leftovers.ts'
import { freePort } from './free-port.ts'

export type DovecotInstance = Dovecot & { canFetch(account: string, password: string): Promise<boolean> }

/** A private Dovecot in a temporary folder, IMAP on a free port; `stop` removes the folder too. */
export async function startDovecotInstance(users: Record<string, string>, submission?: DovecotPlan['submission']): Promise<DovecotInstance> {
  await cleanLeftovers('relayward-dovecot-')
  const folder = await mkdtemp(join(tmpdir(), 'relayward-dovecot-'))
  ownFolder(folder, 'run/master.pid')
  const dovecot = await startDovecot({ folder, address: '127.0.0.1', imapPort: await freePort(), users, ...(submission ? { submission } : {}) })
  return {
    ...dovecot,
    canFetch: (account, password) => canFetch(dovecot.imapPort, account, password),
    stop: async () => {
      await dovecot.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function canFetch(port: number, user: string, pass: string): Promise<boolean> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false, disableAutoIdle: true })
  // A refused login makes the client emit an error too, which would end the test's process.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.mailboxOpen('INBOX')
    return true
  } catch (error) {
    if ((error as { authenticationFailed?: boolean }).authenticationFailed) return false
    throw error
  } finally {
    client.close()
  }
}
