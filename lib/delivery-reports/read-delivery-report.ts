import type { DeliveryReport, ReadReport, ReportedRecipient } from './delivery-report.ts'
import { leafParts, readHeaders, readPart, textOf, type MimePart } from './mime-part.ts'
import { addressOf, readStatusPart } from './status-part.ts'
import { readInWords } from './wordings.ts'

/** So much of a mail is read; what a report has to say stands before the mail that it gives back. */
export const READ_BYTES_MAX = 256 * 1024

const RETURNED = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers', 'message/rfc822-headers'])
const STATUS = new Set(['message/delivery-status', 'message/global-delivery-status'])
const FROM_A_SERVER = /mailer-daemon|postmaster|mail delivery (?:sub)?system|mdaemon|microsoft ?exchange|\bdaemon@/i
const ABOUT_DELIVERY = /undeliver|failure notice|delivery (?:status|failure|failed|notification|error)|returned mail|mail delivery|non remis|unzustellbar|nicht zustellbar|delivery report|warning: (?:message|could not send)|rejected|could not be delivered|message (?:delayed|not delivered)/i
const ON_HOLIDAY = /out of (?:the )?office|abwesenheit|automatische antwort|auto(?:matic)?[ -]?reply|autoreply/i

/**
 * Reads what a mail says about the delivery of another: by RFC 3464, or in the words of qmail, Exim, Exchange, sendmail
 * and Google. Looks at the first 256 KB, and of a returned mail at its headers alone. Never throws; takes time in
 * proportion to what it reads.
 */
export function readDeliveryReport(bytes: Uint8Array): ReadReport {
  const mail = readPart(Buffer.from(bytes.subarray(0, READ_BYTES_MAX)).toString('latin1'))
  const parts = leafParts(mail)
  const reportType = mail.parameters.get('report-type')?.toLowerCase()
  if (reportType === 'feedback-report' || parts.some(({ type }) => type === 'message/feedback-report')) return { kind: 'feedback' }
  if (reportType === 'disposition-notification' || parts.some(({ type }) => type.endsWith('disposition-notification'))) return { kind: 'disposition' }
  const status = parts.find(({ type }) => STATUS.has(type))
  const byStatus = status && isOwnReport(mail) && reportOf(status, parts)
  if (byStatus) return byStatus
  return inWords(mail, parts) ?? { kind: isAutomatic(mail) ? 'auto-reply' : 'other' }
}

/** A person who forwards a report, or attaches it, has not made one. */
function isOwnReport(mail: MimePart): boolean {
  return mail.type === 'multipart/report' || FROM_A_SERVER.test(header(mail, 'from')) || header(mail, 'return-path') === '<>'
}

function reportOf(status: MimePart, parts: MimePart[]): DeliveryReport | null {
  const { reportingMta, recipients } = readStatusPart(textOf(status))
  if (recipients.length === 0) return null
  return { kind: kindOf(recipients), form: 'rfc3464', reportingMta, recipients: recipients.map((each) => withWords(each, parts)), ...returnedOf(parts) }
}

/** Where a server says nothing machine-readable about the reason, its words to people do. */
function withWords(recipient: ReportedRecipient, parts: MimePart[]): ReportedRecipient {
  if (recipient.diagnostic !== null) return recipient
  const text = parts.find(({ type }) => type === 'text/plain')
  const said = text && readInWords(textOf(text))?.recipients.find(({ address }) => address === recipient.address)
  return said ? { ...recipient, diagnostic: said.diagnostic, status: recipient.status ?? said.status } : recipient
}

function inWords(mail: MimePart, parts: MimePart[]): DeliveryReport | null {
  const failed = mail.headers.get('x-failed-recipients')
  const isOfServer = FROM_A_SERVER.test(header(mail, 'from')) || header(mail, 'return-path') === '<>'
  if (!failed && !(isOfServer && (ABOUT_DELIVERY.test(header(mail, 'subject')) || mail.type === 'multipart/report'))) return null

  const text = parts.find(({ type }) => type === 'text/plain') ?? parts.find(({ type }) => type === 'text/html')
  const read = text ? readInWords(text.type === 'text/html' ? withoutMarkup(textOf(text)) : textOf(text)) : null
  const recipients = read?.recipients ?? namedInHeader(failed)
  if (recipients.length === 0) return null
  const returned = returnedOf(parts)
  const inText = read ? headersOf(readHeaders(read.returned).headers) : { messageId: null, queueIds: [] }
  return {
    kind: kindOf(recipients), form: read?.form ?? 'plain', recipients,
    reportingMta: read?.reportingMta ?? domainOfSender(mail),
    messageId: returned.messageId ?? inText.messageId,
    queueIds: returned.queueIds.length > 0 ? returned.queueIds : inText.queueIds,
  }
}

function namedInHeader(failed: string[] | undefined): ReportedRecipient[] {
  return (failed ?? []).join(',').split(',', 100).flatMap((each) => {
    const address = addressOf(each.trim())
    return address === null ? [] : [{ address, action: 'failed' as const, status: null, diagnostic: null, remoteMta: null }]
  })
}

function kindOf(recipients: ReportedRecipient[]): DeliveryReport['kind'] {
  const actions = recipients.map(({ action, status }) => (action !== 'unknown' ? action : status?.startsWith('5') ? 'failed' : status?.startsWith('4') ? 'delayed' : 'unknown'))
  if (actions.includes('failed')) return 'failure'
  return actions.some((action) => action === 'delayed' || action === 'unknown') ? 'delay' : 'success'
}

/** Message-ID and queue ids of the mail that is given back, from its headers. */
function returnedOf(parts: MimePart[]): Pick<DeliveryReport, 'messageId' | 'queueIds'> {
  const returned = parts.findLast(({ type }) => RETURNED.has(type))
  return headersOf(returned ? readHeaders(textOf(returned)).headers : new Map())
}

const BY = /\bby ([^\s;()]{1,255})/
const ID_OF_QUEUE = /\bid ([0-9A-Za-z][0-9A-Za-z.-]{2,63})\b/

function headersOf(headers: Map<string, string[]>): Pick<DeliveryReport, 'messageId' | 'queueIds'> {
  const messageId = /<([^<>\s]{1,990})>/.exec(headers.get('message-id')?.[0] ?? '')?.[1] ?? null
  const queueIds = (headers.get('received') ?? []).slice(0, 50).flatMap((line) => {
    const by = BY.exec(line.slice(0, 1_000))
    return by?.[1] ? [{ by: by[1].toLowerCase(), id: ID_OF_QUEUE.exec(line.slice(by.index, 1_000))?.[1] ?? null }] : []
  })
  return { messageId, queueIds }
}

function header(mail: MimePart, name: string): string {
  return mail.headers.get(name)?.[0] ?? ''
}

function domainOfSender(mail: MimePart): string | null {
  return /@([A-Za-z0-9.-]{1,255})/.exec(header(mail, 'from'))?.[1]?.toLowerCase() ?? null
}

function isAutomatic(mail: MimePart): boolean {
  const submitted = header(mail, 'auto-submitted').toLowerCase()
  return (submitted !== '' && submitted !== 'no') || mail.headers.has('x-autoreply') || mail.headers.has('x-autorespond') || /auto.?reply/i.test(header(mail, 'precedence')) || ON_HOLIDAY.test(header(mail, 'subject'))
}

/** Lines of a page; a mark is never longer than 2,000 characters, so that the search stays linear. */
function withoutMarkup(page: string): string {
  return page.replace(/<(?:br|\/p|\/div|\/tr|\/li)\b[^<>]{0,2000}>/gi, '\n').replace(/<[^<>@]{0,2000}>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&').replace(/&nbsp;/g, ' ')
}
