import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { readStory, type StoryPage } from '../audit/story-records.ts'
import type { Db } from '../db.ts'
import type { LockState } from '../relay-locks/relay-lock.ts'
import { incidentFigures, type IncidentFigures } from './incident-figures.ts'
import { findIncidentHead, leftBeforeLock, listIncidentHeads, locksOfIncidents, takenOfLocks, type IncidentHead, type IncidentLock } from './incident-page-records.ts'
import { pseudonyms, withoutNames } from './incident-story.ts'
import type { IncidentKind, IncidentReview } from './incident.ts'

export type IncidentRow = {
  number: number
  kind: IncidentKind
  isOver: boolean
  openedAt: string
  endedAt: string | null
  /** What it is about: accounts (by pseudonym for a manager), or the silent host. */
  about: string[]
  customers: string[]
  figures: IncidentFigures
  isReviewed: boolean
}
export type IncidentList = { rows: IncidentRow[]; next: number | null }
export type IncidentListAsk = { kind?: IncidentKind; isOpen?: boolean; before: number | null; now: Date }

export type IncidentDetail = IncidentRow & {
  review: IncidentReview | null
  locks: { id: string; account: string; customer: string | null; state: LockState; lockedAt: string; closedAt: string | null; relapses: number; ticketNumber: number | null }[]
  story: StoryPage
  /** False when names are hidden from this viewer. */
  seesNames: boolean
}

const ROWS = 50
const STORY_ROWS = 200

/** Incidents for staff (by name) and managers (by pseudonym), newest first; empty for whoever may see neither. */
export async function listIncidents(viewer: Viewer, ask: IncidentListAsk): Promise<IncidentList> {
  if (!maySeeIncidents(viewer)) return { rows: [], next: null }
  const db = webDb()
  const found = await listIncidentHeads(db, { ...ask, limit: ROWS + 1 })
  const heads = found.slice(0, ROWS)
  const rows = await rowsOf(db, heads, seesNames(viewer), ask.now)
  return { rows, next: found.length > ROWS ? (heads.at(-1)?.number ?? null) : null }
}

/** One incident with its figures and its one timeline; null when there is none or the viewer may see none. */
export async function getIncident(viewer: Viewer, number: number, ask: { now: Date; before?: string | null }): Promise<IncidentDetail | null> {
  if (!maySeeIncidents(viewer)) return null
  const db = webDb()
  const head = await findIncidentHead(db, number)
  if (!head) return null
  const isNamed = seesNames(viewer)
  const [locks, [row], story] = await Promise.all([
    locksOfIncidents(db, [head.id]),
    rowsOf(db, [head], isNamed, ask.now),
    readStory(db, { incidentId: head.id }, { before: ask.before, limit: STORY_ROWS }),
  ])
  if (!row) return null
  const nameOf = naming(locks, isNamed)
  return {
    ...row,
    review: head.review,
    locks: locks.map((lock) => ({
      id: lock.id, account: nameOf(lock.account), customer: lock.customer && customerName(lock.customer, isNamed), state: lock.state,
      lockedAt: lock.lockedAt.toISOString(), closedAt: lock.closedAt?.toISOString() ?? null, relapses: lock.relapses, ticketNumber: lock.ticketNumber,
    })),
    story: isNamed ? story : { ...story, entries: story.entries.map((entry) => withoutNames(entry, nameOf)) },
    seesNames: isNamed,
  }
}

function maySeeIncidents(viewer: Viewer): boolean {
  return may(viewer, 'see-desk') || may(viewer, 'see-reports')
}

/** Support sees names at the desk anyway; of those who read reports, only who leads. */
function seesNames(viewer: Viewer): boolean {
  return may(viewer, 'see-desk') || may(viewer, 'see-names-in-reports')
}

async function rowsOf(db: Db, heads: IncidentHead[], isNamed: boolean, now: Date): Promise<IncidentRow[]> {
  const locks = await locksOfIncidents(db, heads.map((head) => head.id))
  const ids = locks.map((lock) => lock.id)
  const [taken, left] = await Promise.all([takenOfLocks(db, ids), leftBeforeLock(db, ids)])
  return heads.map((head) => {
    const own = locks.filter((lock) => lock.incidentId === head.id)
    const nameOf = naming(own, isNamed)
    return {
      number: head.number,
      kind: head.kind,
      isOver: head.isOver,
      openedAt: head.openedAt.toISOString(),
      endedAt: head.endedAt?.toISOString() ?? null,
      about: own.length > 0 ? [...new Set(own.map((lock) => nameOf(lock.account)))] : aboutOf(head),
      customers: [...new Set(own.flatMap((lock) => (lock.customer ? [customerName(lock.customer, isNamed)] : [])))],
      figures: incidentFigures(head, own, { taken, left }, now),
      isReviewed: head.review !== null,
    }
  })
}

function naming(locks: IncidentLock[], isNamed: boolean): (account: string) => string {
  if (isNamed) return (account) => account
  const hidden = pseudonyms(locks.map((lock) => lock.account))
  return (account) => hidden.get(account) ?? 'account'
}

/** Customers appear by number only where names are hidden. */
function customerName(customer: { number: string; name: string }, isNamed: boolean): string {
  return isNamed ? `${customer.number} ${customer.name}` : customer.number
}

/** Hosts are ours and no secret; a cause of another kind may name an account and is left out. */
function aboutOf(head: IncidentHead): string[] {
  return head.kind === 'silent-host' ? [head.causeKey.replace(/^host:/, '')] : []
}
