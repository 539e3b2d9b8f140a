import { onTestFinished } from 'vitest'
import type { Db } from '../db.ts'
import { readWebEnv } from '../env/web.ts'
import { openLog } from '../log.ts'
import type { Role } from './permissions.ts'
import type { Viewer } from './viewer.ts'
import type { WebDesk } from './web-desk.ts'

/** Views ask the web process for its store; in a test it is the test's own database. */
export function givenWebDesk(db: Db, url: string): void {
  const shared = globalThis as typeof globalThis & { relaywardWebDesk?: WebDesk }
  const before = shared.relaywardWebDesk
  const secret = 's'.repeat(40)
  const env = readWebEnv({ DATABASE_URL: url, RELAYWARD_SECRET: secret, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: 'https://desk.example', RELAYWARD_URL: 'https://desk.example' })
  shared.relaywardWebDesk = { env, db, log: openLog('web', 'silent') }
  onTestFinished(() => {
    shared.relaywardWebDesk = before
  })
}

export function viewerWith(roles: Role[], more: Partial<Viewer> = {}): Viewer {
  return { userId: 1, name: 'MK', initials: 'MK', roles, language: 'en', theme: undefined, customerId: null, sessionId: '', ...more }
}
