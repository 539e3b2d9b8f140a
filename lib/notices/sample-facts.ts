import type { DeskSetting } from './desk.ts'
import type { NoticeFacts, NoticeKind } from './notice.ts'

/** A made-up lock, to show what the notices say. Names and addresses are those that nobody can own (RFC 2606). */
export function sampleFacts(kind: NoticeKind, desk: DeskSetting, now: Date): NoticeFacts {
  const hoursBefore = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

  return {
    account: 'kontakt@baeckerei-muster.example',
    customerName: 'Bäckerei Muster',
    ticketNumber: 2041,
    lockedAt: hoursBefore(2),
    burst: { messages: 1312, windowSeconds: 600, unknownRecipients: 1102, recipients: 1312 },
    excerpts: ['Nov 24 14:05:07 mx02 postfix/smtp[811]: 4XkRq21Tz3z9: to=<a@nobody.example>, relay=mx.nobody.example, status=bounced (550 5.1.1 unknown user)'],
    questions: kind === 'ask-again' || kind === 'reminder' ? [3] : [1, 2, 3],
    remark: '',
    relapse: kind === 'relapse' ? { mails: 214, seconds: 9, left: 0 } : null,
    expiry: kind === 'quarantine-expiry' ? { messages: 1204, deleteAt: new Date(now.getTime() + 3 * 86_400_000) } : null,
    hasDoor: true,
    desk,
  }
}
