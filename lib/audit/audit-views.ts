import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { hideAddresses, isAboutSetUp, type AuditAddress } from './audit-address.ts'
import { listAudit, listAuditActions, sumAudit } from './audit-list-records.ts'
import { verifyAudit, type AuditVerdict } from './verify-audit.ts'

type Admin = Pick<Viewer, 'roles'>

export type AuditRow = {
  id: string
  at: string
  actor: string
  action: string
  subject: string
  reason: string
  /** Before, after and the host's answer; null where it tells of mail and the viewer sees none. */
  details: { before: unknown; after: unknown; answer: unknown } | null
  isSealed: boolean
}
export type AuditPage = {
  rows: AuditRow[]
  next: string | null
  actions: string[]
  chain: { rows: number; sealed: number; unsealed: number; lastSealedAt: string | null }
}

/** One page of the audit, newest first; null for whoever does not configure. */
export async function getAuditPage(db: Db, viewer: Admin, address: AuditAddress, limit = 100): Promise<AuditPage | null> {
  if (!may(viewer, 'configure')) return null
  const [found, actions, sums] = await Promise.all([listAudit(db, address, limit + 1), listAuditActions(db), sumAudit(db)])
  const shown = found.slice(0, limit)
  const seesMail = may(viewer, 'see-desk')
  return {
    rows: shown.map((row) => auditRow(row, seesMail, sums.lastSealedId)),
    next: found.length > limit ? String(shown.at(-1)?.id) : null,
    actions,
    chain: { rows: sums.rows, sealed: sums.sealed, unsealed: sums.rows - sums.sealed, lastSealedAt: sums.lastSealedAt?.toISOString() ?? null },
  }
}

/** Above so many rows the chain is read only when somebody asks for it. */
const READ_AT_EVERY_LOOK = 20_000

/** Whether the chain is whole, read anew; null when it is too long to be read at every look, unless it `isAsked` for. */
export async function getAuditVerdict(db: Db, viewer: Admin, isAsked: boolean): Promise<AuditVerdict | null> {
  if (!may(viewer, 'configure')) return null
  const { sealed } = await sumAudit(db)
  return isAsked || sealed <= READ_AT_EVERY_LOOK ? verifyAudit(db) : null
}

type Found = Awaited<ReturnType<typeof listAudit>>[number]

function auditRow(row: Found, seesMail: boolean, lastSealedId: bigint | null): AuditRow {
  const { id, at, actor, action, subject, reason, before, after, answer } = row
  const isOpen = seesMail || isAboutSetUp(action)
  const show = isOpen ? (text: string) => text : hideAddresses
  const hasDetails = before !== null || after !== null || answer !== null
  return {
    id: String(id), at: at.toISOString(), actor, action,
    subject: show(subject),
    reason: show(reason),
    details: isOpen && hasDetails ? { before, after, answer } : null,
    isSealed: lastSealedId !== null && id <= lastSealedId,
  }
}
