import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { readStory } from '../audit/story-records.ts'
import type { StoryEntry } from '../audit/story.ts'
import { BLOCKLISTS } from '../blocklists/catalogue/catalogue.ts'
import type { Db } from '../db.ts'
import type { Language } from '../i18n/language.ts'
import { readDesk } from '../notices/desk-records.ts'
import { CATALOGUE } from '../receivers/catalogue.ts'
import { addresseeGuide, type AddresseeGuide } from './addressee-guide.ts'
import { addresseeName } from './addressee-name.ts'
import { answerDueAt } from './answer-due.ts'
import { causeLines, type CauseLine } from './cause-line.ts'
import { findRequest, listRequestRows, listRequestsOf } from './delisting-request-records.ts'
import { requestAct, REQUESTS_PER_PAGE, type RequestAct } from './delisting-request.ts'
import { DOSSIER_WORDS } from './dossier-words.ts'
import { readDossier, type DossierField } from './dossier.ts'
import { readDossierFacts } from './dossier-facts-records.ts'
import { measureRequests } from './measured-records.ts'
import { seemsOver, type Measured } from './measured.ts'
import { requestLine, type RequestLine } from './request-line.ts'
import type { RequestListQuery } from './request-list-query.ts'
import { dossierText, missingFields } from './write-dossier.ts'

export type DossierForPage = { language: Language; fields: { field: DossierField; label: string; value: string | null }[]; text: string; missing: number }

export type RequestPage = RequestLine & {
  act: RequestAct
  dossier: DossierForPage | null
  measured: Measured[]
  seemsOver: boolean
  /** The last that they said, and when it was noted. */
  claim: { text: string; at: string } | null
  causes: CauseLine[]
  guide: AddresseeGuide
  /** When an answer would be due if it was sent now. */
  usualDueAt: string
  others: RequestLine[]
  story: StoryEntry[]
}

const STORY_ROWS = 400
const OTHERS = 10

/** Everything of one request for staff; null when there is none. */
export async function getRequest(db: Db, viewer: Pick<Viewer, 'roles'>, number: number, now: Date): Promise<RequestPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const row = await findRequest(db, number)
  if (!row) return null
  const [measuredAll, facts, story, desk, others] = await Promise.all([
    measureRequests(db, [row]),
    readDossierFacts(db, row, now),
    readStory(db, { requestId: row.id }, { limit: STORY_ROWS }),
    readDesk(db),
    listRequestsOf(db, row.addressee === 'list' ? { list: row.addresseeId } : { receiver: row.addresseeId }, OTHERS + 1),
  ])
  const measured = measuredAll.get(number) ?? []
  const isOver = seemsOver(row.addressee, measured)
  const line = requestLine(row, now)
  const guide = addresseeGuide(row.addressee, row.addresseeId, row.targets)
  return {
    ...line, measured, seemsOver: isOver, guide,
    act: requestAct({ state: row.state, isOverdue: line.isOverdue, seemsOver: isOver }),
    dossier: dossierForPage(row.dossier),
    claim: claimOf(row.outcome, story.entries),
    causes: causeLines(facts.causes),
    usualDueAt: answerDueAt({ ...row, expiresAfterHours: guide.expiresAfterHours }, now, desk.timeZone).toISOString(),
    others: others.filter((other) => other.number !== number).slice(0, OTHERS).map((other) => requestLine(other, now)),
    story: story.entries,
  }
}

function dossierForPage(text: string): DossierForPage | null {
  const dossier = readDossier(text)
  if (!dossier) return null
  const { label } = DOSSIER_WORDS[dossier.language]
  return { language: dossier.language, fields: dossier.values.map(({ field, value }) => ({ field, value, label: label[field] })), text: dossierText(dossier), missing: missingFields(dossier).length }
}

function claimOf(outcome: string, story: StoryEntry[]): RequestPage['claim'] {
  const said = story.find((entry) => entry.kind === 'delisting-request' && (entry.evidence.what === 'answer' || entry.to === 'granted' || entry.to === 'refused'))
  return outcome === '' || !said ? null : { text: outcome, at: said.at }
}

export type RequestList = { rows: (RequestLine & { seemsOver: boolean })[]; total: number }

/** One page of requests with what we measure of the open ones; empty for whoever may not see the desk. */
export async function listRequests(db: Db, viewer: Pick<Viewer, 'roles'>, query: RequestListQuery, now: Date): Promise<RequestList> {
  if (!may(viewer, 'see-desk')) return { rows: [], total: 0 }
  const { rows, total } = await listRequestRows(db, { show: query.show, addressee: query.to ?? null, search: query.q, addresseeIds: idsByName(query.q), page: query.page, perPage: REQUESTS_PER_PAGE })
  const measured = await measureRequests(db, rows.filter(({ closedAt }) => closedAt === null))
  return { total, rows: rows.map((row) => ({ ...requestLine(row, now), seemsOver: row.closedAt === null && row.state !== 'draft' && seemsOver(row.addressee, measured.get(row.number) ?? []) })) }
}

/** Lists and receivers whose name or id holds the words that are looked for. */
function idsByName(search: string): { list: string[]; receiver: string[] } {
  const words = search.toLowerCase()
  const fits = (addressee: 'list' | 'receiver') => ({ id, name }: { id: string; name?: string }) => [id, name ?? '', addresseeName(addressee, id)].some((text) => text.toLowerCase().includes(words))
  return { list: BLOCKLISTS.filter(fits('list')).map(({ id }) => id), receiver: [...CATALOGUE.filter(fits('receiver')).map(({ id }) => id), words] }
}
