import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { createUser } from '../../lib/access/create-user.ts'
import type { Role } from '../../lib/access/permissions.ts'
import { savePolicy } from '../../lib/cases/save-policy.ts'
import { closeDb, openDb, type Db } from '../../lib/db.ts'
import type { Policy } from '../../lib/policies/policy.ts'
import { startDesk, type Desk } from '../../lib/setup/start-desk.ts'
import { startThrowaway } from '../../lib/setup/test-cluster.ts'
import { startSmtpSink, type SmtpSink } from '../lab/smtp-sink.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'

export type StoryDesk = Desk & {
  db: Db
  /** Where notices arrive. */
  notices: SmtpSink
  addPerson(roles: Role[], email: string): Promise<{ email: string; password: string }>
  savePolicy(policy: Policy, reason: string): Promise<void>
  /** Until every host has been heard, told what stands, and said that it holds. */
  hostsAgree(): Promise<void>
}

/** How many copies of each program (1). */
export type Copies = { workers?: number; webs?: number; /** Of the desk's programs besides. */ env?: Record<string, string> }

const ROOT = path.resolve(import.meta.dirname, '../..')
const PERSON_PASSWORD = 'a password for one test only'

/** A whole desk of its own: empty database, real worker and pages, notices to a real SMTP server. */
export async function startStoryDesk({ workers = 1, webs = 1, env: more = {} }: Copies = {}): Promise<StoryDesk> {
  await mkdir(path.join(ROOT, '.relayward/test'), { recursive: true })
  const state = await mkdtemp(path.join(ROOT, '.relayward/test/story-'))
  await chmod(state, 0o755)
  const database = await startThrowaway(ROOT)
  const notices = await startSmtpSink()
  const clean = async () => {
    await notices.stop()
    await database.stop()
    await rm(state, { recursive: true, force: true })
  }
  try {
    const env = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(notices.port), ...more }
    const desk = await startDesk({ root: ROOT, state, given: { DATABASE_URL: database.url }, env, workers, webs })
    const db = openDb(desk.databaseUrl)
    const stop = async () => {
      await closeDb(db)
      await desk.stop()
      await clean()
    }
    return {
      ...desk, db, notices, stop,
      addPerson: async (roles, email) => {
        await createUser(db, { email, name: `Person ${roles.join(' ')}`, roles, password: PERSON_PASSWORD, customerId: null, language: 'en', now: new Date() })
        return { email, password: PERSON_PASSWORD }
      },
      savePolicy: (policy, reason) => savePolicy({ db, now: new Date(), actor: { kind: 'policy' } }, { of: 'desk', policy, reason }),
      hostsAgree: () => waitUntil('every host holds what stands', () => doHostsAgree(db), { withinMs: 60_000, everyMs: 100 }).then(() => undefined),
    }
  } catch (error) {
    await clean()
    throw error
  }
}

async function doHostsAgree(db: Db): Promise<boolean> {
  const [hosts, wishes] = await Promise.all([
    db.host.findMany({ where: { revokedAt: null }, select: { lastReadAt: true } }),
    db.standingOrder.findMany({ select: { version: true, foundVersion: true, found: true } }),
  ])
  return hosts.every((host) => host.lastReadAt !== null) && wishes.every((wish) => wish.foundVersion === wish.version && wish.found !== 'unknown')
}
