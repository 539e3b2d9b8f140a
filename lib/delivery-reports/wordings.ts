import type { ReportedAction, ReportedRecipient, ReportForm } from './delivery-report.ts'
import { addressOf, statusIn } from './status-part.ts'

const LINES_MAX = 2_000
const RECIPIENTS_MAX = 100
const DIAGNOSTIC_MAX = 1_000

/** A way to write reports in words: how it is known, where its addresses stand, where the returned mail begins. */
interface Wording {
  form: ReportForm
  /** In the text, from which on addresses are looked for. */
  begins: RegExp
  /** A line with an address that failed; the lines after it are the reason. */
  address: RegExp
  /** The line from which on the mail is given back; its headers follow. */
  copy: RegExp
  action?: (text: string) => ReportedAction
}

const COPY = /^\s*(?:-{2,} ?(?:This is a copy of (?:the|your) message|Below this line|The header of the original message|Original message|Forwarded message|Unsent message)|-{3,} ?(?:Header|Kopie|Transcript)|Your message headers|Original message headers|Message header follows)/i
const DELAYED = /\b(?:delayed|will (?:be retried|continue to|keep trying)|not been delivered (?:yet|to all of its recipients after more than)|no action is required|warning: message)\b/i

/** In this order: the first whose beginning is found. */
const WORDINGS: Wording[] = [
  { form: 'qmail', begins: /^(?:Hi\. This is the |Message from \S{1,200}\.\s*$|I'm afraid I wasn't able to deliver)/m, address: /^<([^<>\s]{3,460})>:(.*)$/, copy: /^--- |^---- /, action: () => 'failed' },
  { form: 'exim', begins: /This message was created automatically by mail delivery software|could not be delivered to one or more of its\s+recipients|has not been delivered to all of its\s+recipients/, address: /^ {0,3}<?([^<>\s:]{3,460})>?(?::|\s*\(.{0,400}\))?(.{0,400})$/, copy: /^-{2,}|^The message identifier for this message is:/ },
  { form: 'sendmail', begins: /^ *-{3,} The following addresses? had /m, address: /^<?([^<>\s()]{3,460})>?()$/, copy: /^\s*-{3,} (?:Original message follows|Message header)/i },
  { form: 'exchange', begins: /did not reach (?:some or all of )?the (?:intended|following) recipient|cannot be reached:|konnten? .{0,60}nicht (?:zugestellt|erreicht)|Delivery has failed to these recipients|Fehler bei der Nachrichtenzustellung an folgende Empfänger/i, address: /^\s{0,12}(?:'|"|.{0,80}\()?<?([^\s<>()'"]{1,200}@[^\s<>()'"]{1,255})>?(?:\)|'|")?(?:\s+(?:on|am) .{0,80})?()$/, copy: COPY },
  { form: 'google', begins: /Delivery to the following recipients? (?:failed|has been delayed)|(?:Delay|Address not found|Message blocked|Message not delivered|Delivery incomplete)/, address: /^\s{0,12}([^\s<>()'"]{1,200}@[^\s<>()'"]{1,255})()$/, copy: /^-{3,} (?:Original|Message header|Forwarded)/i },
  { form: 'plain', begins: /\b(?:undeliver|could not be delivered|unable to deliver|delivery (?:has )?failed|not delivered|unzustellbar|nicht zugestellt)/i, address: /^\s{0,12}<?([^\s<>()'":;]{1,200}@[^\s<>()'":;]{1,255})>?\s?:?(.{0,600})$/, copy: COPY },
]

export interface ReadInWords {
  form: ReportForm
  recipients: ReportedRecipient[]
  /** The headers of the mail that is given back, where the text holds them. */
  returned: string
  /** The server that a report of qmail names in its first line. */
  reportingMta: string | null
}

/**
 * A report written in words, by the wordings of the servers that do so; null for a text of another kind. Lines are read
 * once, so a text costs what it is long.
 */
export function readInWords(text: string): ReadInWords | null {
  for (const wording of WORDINGS) {
    const begin = wording.begins.exec(text)
    if (!begin) continue
    const read = readLines(wording, text.slice(begin.index).split('\n', LINES_MAX).map((line) => line.replace(/\r$/, '').slice(0, 1_200)))
    if (read.recipients.length > 0) return { form: wording.form, ...read, reportingMta: /^Hi\. This is the \S{1,60} program at ([^\s]{1,255}?)\.?\s*$/m.exec(text)?.[1]?.toLowerCase() ?? null }
  }
  return null
}

function readLines(wording: Wording, lines: string[]): Pick<ReadInWords, 'recipients' | 'returned'> {
  const said: { address: string; lines: string[] }[] = []
  let copyAt = lines.length
  for (const [n, line] of lines.entries()) {
    if (n > 0 && wording.copy.test(line)) {
      copyAt = n
      break
    }
    const found = wording.address.exec(line)
    const address = found ? addressOf(found[1]) : null
    if (address !== null && !said.some((each) => each.address === address)) {
      if (said.length < RECIPIENTS_MAX) said.push({ address, lines: [found?.[2] ?? ''] })
    } else if ((said.at(-1)?.lines.length ?? 99) < 40) said.at(-1)?.lines.push(line)
  }
  const head = lines.slice(0, copyAt).join('\n')
  const action = wording.action?.(head) ?? (DELAYED.test(head) ? 'delayed' : 'failed')
  return { recipients: said.map(({ address, lines: reason }) => recipientOf(address, action, [...reasonOf(reason), ...(wording.form === 'sendmail' ? transcriptOf(lines) : [])])), returned: lines.slice(copyAt + 1).join('\n').replace(/^\s*\n/, '') }
}

/** What the other side said, as sendmail copies the session. */
function transcriptOf(lines: string[]): string[] {
  return lines.filter((line) => line.startsWith('<<< ')).map((line) => line.slice(4))
}

const REASON_END = /^(?:--|STOP\b|Giving up on |The following text was generated|This is a permanent error)/

function reasonOf(lines: string[]): string[] {
  const end = lines.findIndex((line) => REASON_END.test(line.trim()))
  return end === -1 ? lines : lines.slice(0, end)
}

function recipientOf(address: string, action: ReportedAction, lines: string[]): ReportedRecipient {
  const reason = lines.map((line) => line.trim()).filter((line) => line !== '').join(' ')
  const diagnostic = reason === '' ? null : reason.slice(0, DIAGNOSTIC_MAX)
  return { address, action, status: statusIn(diagnostic), diagnostic, remoteMta: null }
}
