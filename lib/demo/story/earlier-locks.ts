import { endLock } from '../../cases/end-lock.ts'
import { reviewIncident } from '../../incidents/review-incident.ts'
import { takeOverTicket } from '../../tickets/take-over-ticket.ts'
import type { Calendar } from '../past/moved-clock.ts'
import { ACCOUNTS } from '../people.ts'
import type { Past, Scene } from './past.ts'
import { deliverAll, forgedSender, pour, spamRecipient } from './pour.ts'
import { acceptAll, answerByPhone, answerInPortal, askOnceMore, deleteTaken, endWatch, ticketOf, unlockGuarded } from './ticket-acts.ts'

const { prints, spammer, nursery, driving } = ACCOUNTS

/** What lists and reports have to say of the weeks before: opened, given notice, relapsed and opened, answered today. */
export function earlierLockScenes(calendar: Calendar): Scene[] {
  return [...printsScenes(calendar), ...spammerScenes(calendar), ...nurseryScenes(calendar), ...drivingScenes(calendar)]
}

/** Accepted and opened weeks ago, in English. */
function printsScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(18, '09:12'), act: async (past) => {
      const networks = (n: number) => `${['192.0.2', '198.51.100', '203.0.113'][n % 3] ?? ''}.${(n * 7) % 250}`
      await pour(past, { host: 'mx01', account: prints, mails: 160, everyMs: 2_100, sender: forgedSender, recipient: spamRecipient({ unknown: 0.5, dead: 0.3 }), clientIp: networks })
      await tellAll(past)
    } },
    { at: calendar.day(18, '10:02'), act: (past) => answerInPortal(past, prints, {
      1: 'A laptop in our shop had malware that read the saved mail password.',
      2: 'The laptop has been reinstalled, the password is new and the mailbox now uses a password manager.',
      3: 'We use no mail server of our own. I have looked, nothing is waiting anywhere; mailq on the web shop is empty too.', confirms: true,
    }) },
    { at: calendar.day(18, '10:21'), act: async (past) => {
      await deleteTaken(past, 'support', prints, 'Spam only, looked at senders and recipients.')
      await acceptAll(past, 'support', prints)
      await openCleanly(past, 'support', prints)
    } },
    { at: calendar.day(15, '15:30'), act: (past) => review(past, prints, 'Passwort durch Schadsoftware auf einem Laptop gestohlen. Nach gut einer Stunde wieder frei.', 'Kundenhinweis zu Passwortmanagern in die Freigabe-Mail aufnehmen') },
  ]
}

/** A customer who is the spammer himself: given notice, locked for good. */
function spammerScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(12, '14:31'), act: async (past) => {
      await pour(past, { host: 'alt3', account: spammer, mails: 380, everyMs: 900, recipient: spamRecipient({ unknown: 0.1, dead: 0.5 }), clientIp: () => '203.0.113.201' })
      await tellAll(past)
    } },
    { at: calendar.day(12, '15:05'), act: async (past) => {
      await takeOverTicket(past.as('lead'), { number: (await ticketOf(past, spammer)).number, takes: true })
      await answerByPhone(past, 'lead', spammer, { 1: 'Die Adressen haben wir gekauft, das ist unser Angebot an Neukunden.', 2: 'Nichts, das soll so sein.' })
    } },
    { at: calendar.day(11, '11:00'), act: async (past) => {
      await endLock(past.as('lead'), { lockId: (await ticketOf(past, spammer)).lockId, reason: 'Werbung an gekaufte Adressen, trotz Gespräch keine Einsicht. Vertrag außerordentlich gekündigt.' })
      await past.round()
      await past.sendNotices()
      await deleteTaken(past, 'lead', spammer, 'Werbung an gekaufte Adressen, Vertrag gekündigt.')
    } },
    { at: calendar.day(10, '09:40'), act: (past) => review(past, spammer, 'Kunde hat gekaufte Adressen beworben und wurde gekündigt.', 'Neue Kunden in den ersten 14 Tagen mit engeren Grenzen führen') },
  ]
}

/** Opened too early: relapsed in the guarded unlock, asked again, opened in the second try. */
function nurseryScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(6, '07:48'), act: async (past) => {
      await pour(past, { host: 'mx01', account: nursery, mails: 300, everyMs: 1_100, sender: forgedSender, recipient: spamRecipient({ unknown: 0.2, dead: 0.6 }) })
      await tellAll(past)
    } },
    { at: calendar.day(6, '09:15'), act: (past) => answerInPortal(past, nursery, {
      1: 'Der Server im Gewächshaus stand offen im Internet, jemand hat ihn als Relay benutzt.', 2: 'Firewall eingerichtet, Passwörter geändert.', 3: 'Ja, ist leer.', confirms: true,
    }) },
    { at: calendar.day(6, '09:40'), act: async (past) => {
      await acceptAll(past, 'support', nursery)
      await unlockGuarded(past, 'support', nursery)
      await pour(past, { host: 'mx01', account: nursery, mails: 120, everyMs: 90, sender: forgedSender, recipient: spamRecipient({ unknown: 0.2, dead: 0.6 }) })
      await tellAll(past)
    } },
    { at: calendar.day(6, '13:20'), act: (past) => answerInPortal(past, nursery, { 3: 'Jetzt wirklich: „postsuper -d ALL“ ausgeführt, „mailq“ meldet „Mail queue is empty“.', confirms: true }) },
    { at: calendar.day(6, '13:45'), act: async (past) => {
      await deleteTaken(past, 'support', nursery, 'Aus der alten Warteschlange des Kunden, nur Spam.')
      await acceptAll(past, 'support', nursery)
      await openCleanly(past, 'support', nursery)
    } },
    { at: calendar.day(5, '10:10'), act: (past) => review(past, nursery, 'Offenes Relay beim Kunden; bei der ersten Freigabe kam die alte Warteschlange, nichts davon ging hinaus.', 'In der Nachfrage zu Frage 3 den Befehl „mailq“ nennen') },
  ]
}

/** All three answered this morning: for us to accept. */
function drivingScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(1, '19:22'), act: async (past) => {
      await pour(past, { host: 'mx01', account: driving, mails: 260, everyMs: 1_700, sender: forgedSender, recipient: spamRecipient({ unknown: 0.15, dead: 0.7 }), clientIp: () => '203.0.113.18' })
      await tellAll(past)
    } },
    { at: calendar.day(1, '19:50'), act: (past) => deleteTaken(past, 'lead', driving, 'Spam mit gefälschten Absendern.') },
    { at: calendar.day(1, '20:31'), act: (past) => answerInPortal(past, driving, { 1: 'Auf eine gefälschte Mail hereingefallen und das Passwort eingegeben.', 2: 'Passwort geändert.' }) },
    { at: calendar.minutesAgo(171), act: (past) => askOnceMore(past, 'lead', driving, [3], '') },
    { at: calendar.minutesAgo(17), act: (past) => answerInPortal(past, driving, { 3: 'Ja. Wir senden nur mit dem Handy und der Webseite, auf dem Webserver sagt „mailq“, dass nichts wartet.', confirms: true }) },
  ]
}

/** The host's word goes round, the customer is told. */
export async function tellAll(past: Past): Promise<void> {
  await past.round()
  await past.sendNotices()
}

async function openCleanly(past: Past, who: 'support' | 'lead', account: string): Promise<void> {
  await unlockGuarded(past, who, account)
  await pour(past, { host: 'mx01', account, mails: 3, everyMs: 40_000, recipient: (n) => `kunde${n}@gmx.example` })
  await endWatch(past)
  deliverAll(past, 'mx01', account)
  await past.round()
}

async function review(past: Past, account: string, summary: string, change: string): Promise<void> {
  const lock = await past.db.relayLock.findUniqueOrThrow({ where: { id: (await ticketOf(past, account)).lockId }, select: { incident: { select: { number: true } } } })
  await reviewIncident(past.as('manager'), { number: lock.incident?.number ?? 0, review: { summary, changedSince: [{ text: change, isDone: false, due: null }], notKnown: '' } })
}
