import { lockAccount } from '../../cases/lock-account.ts'
import { addNote } from '../../tickets/add-note.ts'
import { takeOverTicket } from '../../tickets/take-over-ticket.ts'
import type { Calendar } from '../past/moved-clock.ts'
import { ACCOUNTS } from '../people.ts'
import type { Past, Scene } from './past.ts'
import { pour } from './pour.ts'
import { answerInPortal, askOnceMore, deleteTaken, ticketOf } from './ticket-acts.ts'

const { contactForm } = ACCOUNTS

/**
 * The agency's contact form was hacked and sends as uid on web7. No agent can lock a script yet: support switches the
 * form off by hand, locks the account all the same so that its mail is taken out, and asks.
 */
export function agencyScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(1, '16:04'), act: formSends },
    { at: calendar.day(1, '16:20'), act: lockByHand },
    { at: calendar.day(1, '16:38'), act: deleteSpam },
    { at: calendar.day(1, '18:47'), act: answerTwo },
    { at: calendar.minutesAgo(148), act: askForTheThird },
  ]
}

async function formSends(past: Past): Promise<void> {
  const domains = ['shop1.expired.example', 'mail.dead.example', 'gmx.example']
  await pour(past, { host: 'web7', account: contactForm, mails: 96, everyMs: 8_000, sender: () => 'www@agentur-nord.example', recipient: (n) => `gewinner${n}@${domains[n % 3] ?? ''}` })
  await past.round()
}

async function lockByHand(past: Past): Promise<void> {
  await lockAccount(past.as('support'), { account: contactForm, reason: 'Kontaktformular von agentur-nord.example verschickt Gewinnspiel-Spam; kontakt.php ist auf web7 umbenannt.' })
  await past.round()
  await past.round()
  await past.sendNotices()
  const { number } = await ticketOf(past, contactForm)
  await takeOverTicket(past.as('support'), { number, takes: true })
  await addNote(past.as('support'), { number, text: 'Skripte kann der Agent auf web7 nicht selbst sperren, deshalb steht dort „unbekannt“. Gesperrt ist, weil das Formular umbenannt ist.' })
}

async function deleteSpam(past: Past): Promise<void> {
  await deleteTaken(past, 'support', contactForm, 'Ausschließlich Gewinnspiel-Spam aus dem Formular.')
}

async function answerTwo(past: Past): Promise<void> {
  await answerInPortal(past, contactForm, {
    1: 'Im Kontaktformular konnte man eigene Empfänger eintragen (Header-Injection). Das Formular ist von 2009.',
    2: 'Formular neu geschrieben, Empfänger steht jetzt fest im Skript, dazu ein Captcha.',
  })
}

async function askForTheThird(past: Past): Promise<void> {
  await askOnceMore(past, 'support', contactForm, [3], 'Bitte schauen Sie auch in die Tabelle „outbox“ Ihres Newsletter-Moduls: Von dort gingen gestern ebenfalls Mails hinaus.')
}
