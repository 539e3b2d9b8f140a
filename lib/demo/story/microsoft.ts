import { reviewIncident } from '../../incidents/review-incident.ts'
import type { Calendar } from '../past/moved-clock.ts'
import { ACCOUNTS } from '../people.ts'
import { deliverAll, write } from './pour.ts'
import type { Past, Scene } from './past.ts'

/** Who writes to mailboxes at Microsoft, day after day, through which host. */
const WRITERS = [
  { host: 'mx01', account: ACCOUNTS.lawFirm },
  { host: 'mx02', account: 'hello@harbour-prints.example' },
  { host: 'alt3', account: 'malerei@pinsel-beispiel.example' },
] as const
const RECIPIENTS = ['notariat@outlook.example', 'framing@outlook.example', 'bauleitung@outlook.example', 'verwaltung@hotmail.example', 'a.lindner@hotmail.example']
const DAYS = 28
const MAILS_A_DAY = 8
const MINUTE_MS = 60_000

/** Four weeks of mail to Microsoft: put off one morning, refused from the afternoon on, over after six days. Nobody knows why. */
export function microsoftScenes(calendar: Calendar): Scene[] {
  const everyDay = Array.from({ length: DAYS }, (_, ago): Scene => ({ at: calendar.day(ago, '13:20'), act: (past) => writeToMicrosoft(past) }))
  return [
    ...everyDay.filter((scene) => scene.at < calendar.minutesAgo(20)),
    { at: calendar.day(20, '09:04'), act: (past) => turn(past, 'wary', ['mx02']) },
    { at: calendar.day(20, '11:31'), act: (past) => turn(past, 'wary', ['mx01']) },
    { at: calendar.day(20, '15:12'), act: (past) => turn(past, 'shut', ['mx01', 'mx02', 'alt3']) },
    { at: calendar.day(14, '10:16'), act: opensAgain },
    { at: calendar.day(14, '12:10'), act: (past) => past.jobs() },
    { at: calendar.day(13, '10:30'), act: review },
  ]
}

async function writeToMicrosoft(past: Past, hosts: readonly string[] = WRITERS.map(({ host }) => host)): Promise<void> {
  for (const { host, account } of WRITERS.filter((writer) => hosts.includes(writer.host))) {
    write(past, { host, account, mails: MAILS_A_DAY, recipient: (n) => RECIPIENTS[n % RECIPIENTS.length] ?? '', clientIp: () => '198.51.100.34' })
  }
  await past.listen()
}

/** What was put off and still waits meets the new mood as well. */
async function turn(past: Past, mood: Past['microsoft']['mood'], hosts: readonly string[]): Promise<void> {
  past.microsoft.mood = mood
  await writeToMicrosoft(past, hosts)
  for (const { host, account } of WRITERS) if (mood !== 'wary') deliverAll(past, host, account)
  await past.listen()
}

async function opensAgain(past: Past): Promise<void> {
  past.microsoft.mood = 'open'
  for (let part = 0; part < 4; part += 1) {
    await writeToMicrosoft(past)
    past.clock.forward(8 * MINUTE_MS)
  }
}

async function review(past: Past): Promise<void> {
  const incident = await past.db.incident.findFirstOrThrow({ where: { kind: 'receiver-block' }, orderBy: { id: 'asc' }, select: { number: true } })
  await reviewIncident(past.as('manager'), {
    number: incident.number,
    review: {
      summary: 'Microsoft hat sechs Tage lang alle Mails von drei Hosts abgelehnt, schon am ersten Vormittag wurde verzögert. Die Adressen standen auf keiner anderen Liste, das Absenderportal nannte alle „normal“.',
      changedSince: [{ text: 'Verzögerungen großer Empfänger noch am selben Tag ansehen', isDone: true, due: null }, { text: 'Umweg über ein anderes Netz vorbereiten', isDone: false, due: null }],
      notKnown: 'Warum es begann und warum es endete. Auf zwei Anfragen kam keine Antwort, die einen Grund nennt.',
    },
  })
}
