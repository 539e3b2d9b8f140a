import type { Calendar } from '../past/moved-clock.ts'
import { EVERYDAY, type Habit } from '../traffic/everyday.ts'
import { ACCOUNTS } from '../people.ts'
import { pour } from './pour.ts'
import type { Past, Scene } from './past.ts'

const DAYS = 28
/** Hours in which the story's customers write, as every day has them. */
const HOURS = ['09:20', '11:40', '15:10']

/** Accounts that write day after day besides those of the live traffic, until their own story comes. */
const OTHERS: readonly { account: string; host: string }[] = [
  { account: ACCOUNTS.bakery, host: 'mx02' },
  { account: ACCOUNTS.plumber, host: 'mx01' },
  { account: ACCOUNTS.prints, host: 'mx01' },
  { account: ACCOUNTS.driving, host: 'mx01' },
  { account: ACCOUNTS.nursery, host: 'mx01' },
  { account: ACCOUNTS.agency, host: 'alt3' },
]

/** Four weeks of honest mail, and what a worker does every day besides. */
export function everydayScenes(calendar: Calendar): Scene[] {
  return Array.from({ length: DAYS }, (_, index) => DAYS - 1 - index).flatMap((ago) => {
    const hours = isWeekend(calendar.day(ago, '12:00')) ? HOURS.slice(0, 1) : HOURS
    const writing = hours.map((time, hour): Scene => ({ at: calendar.day(ago, time), act: (past) => writeAll(past, ago * HOURS.length + hour) }))
    const day = [...writing, { at: calendar.day(ago, '23:50'), act: endOfDay }]
    return day.filter((scene) => scene.at < calendar.minutesAgo(20))
  })
}

async function writeAll(past: Past, turn: number): Promise<void> {
  for (const [index, habit] of EVERYDAY.entries()) await write(past, whoOf(habit), habit.hosts[turn % habit.hosts.length] ?? '', habit.recipients, 1 + ((turn + index) % 3))
  for (const [index, { account, host }] of OTHERS.entries()) await write(past, account, host, RECIPIENTS, 1 + ((turn * 2 + index) % 2))
  await past.listen()
}

const RECIPIENTS = ['kunde.meier@gmx.example', 'lager@t-online.example', 'empfang@outlook.example', 'a.schroeder@web.example', 'gone.umgezogen@gmail.example', 'anna.k@gmail.example', 'post@schulnetz.example']

/** Whoever is locked is refused, as he would have been. */
async function write(past: Past, account: string, host: string, recipients: readonly string[], mails: number): Promise<void> {
  await pour(past, { host, account, mails, everyMs: 9_000, recipient: (n) => recipients[(n * 3 + mails) % recipients.length] ?? '', clientIp: () => '198.51.100.34' })
}

function whoOf({ sender, from }: Habit): string {
  return 'uid' in sender ? `uid:${from.slice(from.indexOf('@') + 1).split('.')[0] ?? ''}@web7` : sender.account
}

async function endOfDay(past: Past): Promise<void> {
  await past.round()
  await past.look()
  await past.jobs()
  await past.sendNotices()
}

function isWeekend(day: Date): boolean {
  return [0, 6].includes(day.getUTCDay())
}
