import { getTranslations } from 'next-intl/server'
import { hasSameAccess, requireViewer, type Viewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { readAuditAddress, type AuditAddress } from '../../../../../lib/audit/audit-address.ts'
import { getAuditPage, type AuditRow } from '../../../../../lib/audit/audit-views.ts'
import { csvResponse } from '../../../../../lib/csv-response.ts'
import { csvLine } from '../../../../../lib/write-csv.ts'

const ROWS_PER_READ = 500

/** The acts that the page's address asks for, as CSV: by the same view. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await requireViewer('admin')
  const t = await getTranslations('admin.audit')
  const address = readAuditAddress(Object.fromEntries(new URL(request.url).searchParams))
  const head = csvLine(['id', t('column.at'), t('column.who'), t('column.action'), t('column.subject'), t('column.reason'), t('before'), t('after'), t('answer'), t('column.seal')])
  return csvResponse({ name: 'audit', lines: linesOf(viewer, address, head), mayReadOn: () => hasSameAccess(viewer), now: new Date() })
}

async function* linesOf(viewer: Viewer, address: AuditAddress, head: string): AsyncGenerator<string> {
  yield head
  let before: string | null | undefined = undefined
  do {
    const page: Awaited<ReturnType<typeof getAuditPage>> = await getAuditPage(webDb(), viewer, { ...address, before }, ROWS_PER_READ)
    yield (page?.rows ?? []).map(lineOf).join('')
    before = page?.next ?? null
  } while (before !== null)
}

function lineOf({ id, at, actor, action, subject, reason, details, isSealed }: AuditRow): string {
  const json = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value))
  return csvLine([id, at, actor, action, subject, reason, json(details?.before), json(details?.after), json(details?.answer), isSealed])
}
