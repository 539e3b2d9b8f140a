import { getTranslations } from 'next-intl/server'
import { hasSameAccess, requireViewer, type Viewer } from '../../../../../lib/access/viewer.ts'
import { webDb } from '../../../../../lib/access/web-desk.ts'
import { filterOfAddress, readQuarantineAddress } from '../../../../../lib/quarantine/quarantine-address.ts'
import { getMessagePage, type MessageRow } from '../../../../../lib/quarantine/quarantine-views.ts'
import type { MessageFilter } from '../../../../../lib/quarantine/quarantined-message.ts'
import { csvResponse } from '../../../../../lib/csv-response.ts'
import { csvLine } from '../../../../../lib/write-csv.ts'

const COLUMNS = ['queueId', 'account', 'host', 'sender', 'recipients', 'moreRecipients', 'size', 'arrivedAt', 'state', 'deleteAt', 'isOurBounce', 'reply', 'failure'] as const
const ROWS_PER_READ = 1000

/** The mails that the page's address asks for, as CSV: by the same view, so masked in the same way. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await requireViewer('support')
  const t = await getTranslations('quarantine.csvColumn')
  const filter = filterOfAddress(readQuarantineAddress(Object.fromEntries(new URL(request.url).searchParams)))
  const head = csvLine(COLUMNS.map((name) => t(name)))

  return csvResponse({ name: 'quarantine', lines: csvOf(viewer, filter, head), mayReadOn: () => hasSameAccess(viewer), now: new Date() })
}

/** Read page by page while it is sent, so that no number of mails fills the memory. */
async function* csvOf(viewer: Viewer, filter: MessageFilter, head: string): AsyncGenerator<string> {
  yield head
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof getMessagePage>> = await getMessagePage(webDb(), viewer, { filter, after, limit: ROWS_PER_READ })
    yield page.messages.map(lineOf).join('')
    after = page.next
  } while (after !== null)
}

function lineOf(mail: MessageRow): string {
  const texts = { ...mail, recipients: mail.recipients.join(' '), arrivedAt: mail.arrivedAt.toISOString(), deleteAt: mail.deleteAt?.toISOString() }
  return csvLine(COLUMNS.map((name) => texts[name]))
}
