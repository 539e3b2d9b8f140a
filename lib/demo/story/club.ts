import { liftLock } from '../../cases/lift-lock.ts'
import { DEFAULT_POLICY } from '../../policies/policy.ts'
import type { Calendar } from '../past/moved-clock.ts'
import { ACCOUNTS } from '../people.ts'
import type { Past, Scene } from './past.ts'
import { deliverAll, pour } from './pour.ts'
import { ticketOf } from './ticket-acts.ts'

const { newsletter } = ACCOUNTS
const MEMBERS = 410

/** The club's newsletter is many mails and honest: a false alarm the first time, limits of its own since. */
export function clubScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(27, '18:05'), act: firstNewsletter },
    { at: calendar.day(27, '18:32'), act: liftFalseAlarm },
    ...[20, 13, 6].map((ago) => ({ at: calendar.day(ago, '18:05'), act: laterNewsletter })),
  ]
}

async function firstNewsletter(past: Past): Promise<void> {
  await sendNewsletter(past, 9)
  await past.round()
  await past.sendNotices()
}

async function laterNewsletter(past: Past): Promise<void> {
  await sendNewsletter(past, Infinity)
  await past.listen()
}

async function sendNewsletter(past: Past, oneWaitsIn: number): Promise<void> {
  const domains = ['gmx.example', 'web.example', 't-online.example', 'gmail.example']
  await pour(past, {
    host: 'mx02', account: newsletter, mails: MEMBERS, everyMs: 700, oneWaitsIn, clientIp: () => '198.51.100.82', size: () => 18_400,
    recipient: (n) => `${n % 97 === 5 ? 'gone.' : ''}mitglied${n}@${domains[n % domains.length] ?? ''}`,
  })
}

async function liftFalseAlarm(past: Past): Promise<void> {
  const { lockId } = await ticketOf(past, newsletter)
  await liftLock(past.as('lead'), {
    lockId, quarantined: 'release', limits: { ...DEFAULT_POLICY.limits, recipientsMax: 2000, habitFactor: 30 },
    reason: 'Vereinsrundbrief an rund 400 Mitglieder, mit dem Vorstand telefoniert. Der Verein bekommt eigene, höhere Grenzen.',
  })
  past.clock.forward(70_000)
  await past.round()
  deliverAll(past, 'mx02', newsletter)
  await past.round()
  await past.sendNotices()
}
