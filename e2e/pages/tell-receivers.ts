import { stepOf } from '../../lib/agent/deliveries/count-cells.ts'
import { nameText } from '../../lib/cases/name-text.ts'
import { classifyReply } from '../../lib/refusals/classify-reply.ts'
import { formOf } from '../../lib/refusals/text-form.ts'
import type { EventOf } from '../../lib/protocol/events.ts'
import { BAKER, LAW_FIRM } from './fill-desk.ts'
import { hostTells, type FilledDesk } from './filled-desk.ts'

const REFUSED = 'host outlook-com.olc.protection.outlook.com[52.101.68.5] said: 550 5.7.1 Unfortunately, messages from [203.0.113.25] weren’t sent. Please contact your Internet service provider since part of their network is on our block list (S3140). (in reply to MAIL FROM command)'
const SLOW = 'host mx00.emig.gmx.net[212.227.15.9] said: 421 Service not available: too many connections from your IP (in reply to end of DATA command)'
const NOBODY_KNOWS = [
  { receiver: 'firma.example', example: '550 Kein Einlass für <…@kunde.example> nach 18 Uhr, Vorgang AB-4711223', count: 96 },
  { receiver: 't-online', example: '550 Kein Einlass für <…@verein.example> nach 18 Uhr, Vorgang CD-9911223', count: 12 },
  { receiver: 'firma.example', example: '451 The stars of mx02 do not agree with those of your server today; see https://stars.example/why', count: 7 },
]
const RECEIVERS = ['google', 'microsoft-consumer', 'united-internet', 't-online', 'yahoo', 'apple', 'firma.example']

const DAY = 1440
const PUT_OFF = 'host outlook-com.olc.protection.outlook.com[52.101.68.5] said: 451 4.7.650 The mail server [203.0.113.25] has been temporarily rate limited due to IP reputation. (S775) (in reply to MAIL FROM command)'

/** Four weeks in which Microsoft took nearly all of mx02, and the half hour in which it began to put mail off. */
async function tellHabit(desk: FilledDesk, ago: (minutes: number) => Date): Promise<void> {
  const microsoft = { ip: null, receiver: 'microsoft-consumer' }
  const refusalClass = classifyReply(PUT_OFF, { receiver: microsoft.receiver }).class
  const usual = [{ ...microsoft, outcome: 'delivered' as const, refusalClass: null, count: 298 }, { ...microsoft, outcome: 'deferred' as const, refusalClass, count: 2 }]
  const days = Array.from({ length: 27 }, (_, n): EventOf<'deliveries'> => ({ kind: 'deliveries', step: stepOf(ago((27 - n) * DAY)), cells: usual, samples: [] }))
  await hostTells(desk, 'mx02', ago(45), days)
  await hostTells(desk, 'mx02', ago(40), [{
    kind: 'deliveries', step: stepOf(ago(45)), cells: [{ ...microsoft, outcome: 'deferred', refusalClass, count: 34 }, { ...microsoft, outcome: 'delivered', refusalClass: null, count: 6 }],
    samples: [{ at: ago(44).toISOString(), receiver: microsoft.receiver, outcome: 'deferred', refusalClass, account: LAW_FIRM, reply: PUT_OFF }],
  }])
}

/** What receivers made of mail in the last hour: all well on mx01, refused by one and deferred by another on mx02. */
export async function tellReceivers(desk: FilledDesk, ago: (minutes: number) => Date): Promise<void> {
  const step = stepOf(ago(20))
  await tellHabit(desk, ago)
  const fine = (count: number): EventOf<'deliveries'>['cells'] => RECEIVERS.map((receiver, n) => ({ ip: null, receiver, outcome: 'delivered', refusalClass: null, count: count - n * 40 }))
  const refusals = [
    { receiver: 'microsoft-consumer', outcome: 'bounced' as const, reply: REFUSED, count: 412 },
    { receiver: 'united-internet', outcome: 'deferred' as const, reply: SLOW, count: 54 },
  ].map((each) => ({ ...each, refusalClass: classifyReply(each.reply, { receiver: each.receiver }).class }))
  await hostTells(desk, 'mx01', ago(15), [{ kind: 'deliveries', step, cells: fine(640), samples: [] }])
  await hostTells(desk, 'mx02', ago(15), [{
    kind: 'deliveries', step,
    cells: [...fine(310).filter(({ receiver }) => receiver !== 'microsoft-consumer'), ...refusals.map(({ reply: _reply, ...cell }) => ({ ip: null, ...cell }))],
    texts: NOBODY_KNOWS.map((text) => ({ ...text, form: formOf(text.example), rule: null })),
    furtherTexts: 3,
    samples: refusals.flatMap(({ count: _count, ...sample }) => [BAKER, LAW_FIRM].map((account) => ({ ...sample, account, at: ago(18).toISOString() }))),
  }])
  await nameText({ db: desk.db, now: ago(10), actor: desk.people.lead }, { text: 'Kein Zutritt * ohne Voranmeldung', receiver: 'firma.example', class: 'recipient_policy', scope: 'recipient', permanent: true, note: 'Am Telefon erfragt: Wer schreiben will, muss sich anmelden.' })
}
