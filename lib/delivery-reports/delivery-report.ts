/** What a mail server says became of a mail at one address. `unknown` where it says neither. */
export type ReportedAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'unknown'

export interface ReportedRecipient {
  /** As it was written to, in lower case. */
  address: string
  action: ReportedAction
  /** The enhanced status code, such as 5.1.1. */
  status: string | null
  /** What the other side said, at most 1,000 characters. */
  diagnostic: string | null
  /** Who said it, where that is not the reporting server itself. */
  remoteMta: string | null
}

/** Whose wording a report is written in. */
export type ReportForm = 'rfc3464' | 'qmail' | 'exim' | 'exchange' | 'sendmail' | 'google' | 'plain'

/**
 * A delivery report. `failure` when at least one address failed, `delay` when it only waits, `success` when all is well.
 */
export interface DeliveryReport {
  kind: 'failure' | 'delay' | 'success'
  form: ReportForm
  reportingMta: string | null
  recipients: ReportedRecipient[]
  /** Of the mail that the report is about, as its returned headers have it, without the angles. */
  messageId: string | null
  /** Servers that the mail went through with the queue id it had there (null where it is not told), the last one first. */
  queueIds: { by: string; id: string | null }[]
}

/**
 * What a mail is, as far as delivery is concerned: a report; a complaint (`feedback`), a receipt of reading
 * (`disposition`), an answer by a machine (`auto-reply`), or none of these.
 */
export type ReadReport = DeliveryReport | { kind: 'feedback' | 'disposition' | 'auto-reply' | 'other' }

/** Whether a mail is a delivery report at all. */
export function isReport(read: ReadReport): read is DeliveryReport {
  return read.kind === 'failure' || read.kind === 'delay' || read.kind === 'success'
}
