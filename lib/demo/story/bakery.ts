import { addNote } from '../../tickets/add-note.ts'
import type { Calendar } from '../past/moved-clock.ts'
import { ACCOUNTS } from '../people.ts'
import type { Past, Scene } from './past.ts'
import { forgedSender, pour, spamRecipient } from './pour.ts'
import { acceptAll, answerByPhone, answerInPortal, askOnceMore, deleteTaken, ticketOf } from './ticket-acts.ts'

const { bakery } = ACCOUNTS

/**
 * The bakery sends through a Postfix of its own, whose password was guessed. It answers two of three questions, is asked
 * again, says that its queue is empty, and is believed: up to the guarded unlock, in which the queue pours out.
 */
export function bakeryScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(1, '13:58'), act: burst },
    { at: calendar.day(1, '14:21'), act: deleteSpam },
    { at: calendar.day(1, '14:52'), act: answerTwo },
    { at: calendar.day(1, '15:10'), act: askForTheThird },
    { at: calendar.minutesAgo(62), act: sayThatItIsEmpty },
    { at: calendar.minutesAgo(18), act: accept },
  ]
}

async function burst(past: Past): Promise<void> {
  await pour(past, { host: 'mx02', account: bakery, mails: 420, everyMs: 1_400, sender: forgedSender, recipient: spamRecipient({ unknown: 0.42, dead: 0.4 }) })
  await past.round()
  await past.sendNotices()
}

async function deleteSpam(past: Past): Promise<void> {
  await deleteTaken(past, 'support', bakery, 'Nur Phishing mit gefälschten Absendern, nichts vom Kunden dabei.')
}

async function answerTwo(past: Past): Promise<void> {
  await answerInPortal(past, bakery, {
    1: 'Unser Mailserver im Laden (Postfix) wurde benutzt. Das Passwort von kontakt@ war „baecker1“ und ist erraten worden.',
    2: 'Neues Passwort mit 20 Zeichen, Port 587 ist jetzt nur noch aus dem Laden erreichbar.',
  })
}

async function askForTheThird(past: Past): Promise<void> {
  await askOnceMore(past, 'support', bakery, [3], 'Danke für die beiden Antworten. Es fehlt noch die dritte: Bitte schauen Sie auf Ihrem Postfix nach, ob noch Mails warten.')
  await addNote(past.as('support'), { number: (await ticketOf(past, bakery)).number, text: 'Eigener Postfix hinter DSL. Vor dem Freigeben an die Warteschlange denken.' })
}

async function sayThatItIsEmpty(past: Past): Promise<void> {
  await answerByPhone(past, 'support', bakery, { 3: 'Der IT-Service hat „mailq“ aufgerufen, da stand nichts mehr.', confirms: true })
}

async function accept(past: Past): Promise<void> {
  await acceptAll(past, 'support', bakery)
}
