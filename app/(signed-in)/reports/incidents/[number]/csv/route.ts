import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { hasSameAccess, requireViewer, type Viewer } from '../../../../../../lib/access/viewer.ts'
import type { StoryEntry } from '../../../../../../lib/audit/story.ts'
import { csvResponse } from '../../../../../../lib/csv-response.ts'
import { readIncidentNumber } from '../../../../../../lib/incidents/incident-list-query.ts'
import { getIncident } from '../../../../../../lib/incidents/incident-views.ts'
import { csvLine } from '../../../../../../lib/write-csv.ts'

const COLUMNS = ['at', 'what', 'from', 'to', 'by', 'host', 'account', 'figures'] as const

/** The whole story of an incident as CSV, newest first: by the same view as its page, so with or without names. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  const viewer = await requireViewer('manager')
  const number = readIncidentNumber((await params).number)
  const now = new Date()
  if (number === null || !(await getIncident(viewer, number, { now }))) notFound()
  const t = await getTranslations('reports.csvColumns')
  const lines = linesOf(viewer, number, csvLine(COLUMNS.map((column) => t(column))), now)
  return csvResponse({ name: `incident-${number}`, lines, mayReadOn: () => hasSameAccess(viewer), now })
}

async function* linesOf(viewer: Viewer, number: number, head: string, now: Date): AsyncGenerator<string> {
  yield head
  let before: string | null = null
  do {
    const story: { entries: StoryEntry[]; next: string | null } | undefined = (await getIncident(viewer, number, { now, before }))?.story
    yield (story?.entries ?? []).map(lineOf).join('')
    before = story?.next ?? null
  } while (before !== null)
}

function lineOf({ at, kind, from, to, by, host, account, evidence }: StoryEntry): string {
  return csvLine([at, kind, from, to, by.kind === 'person' ? by.initials || by.name : by.kind, host, account, JSON.stringify(evidence)])
}
