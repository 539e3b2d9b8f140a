import type { Calendar } from '../past/moved-clock.ts'
import { EVERYDAY, type Habit } from '../traffic/everyday.ts'
import { ACCOUNTS } from '../people.ts'
import { write } from './pour.ts'
import type { Past, Scene } from './past.ts'

const DAYS = 28
/** Hours in which the story's customers write: one a day long ago, more in the days that pages show by the hour. */
const HOURS = ['09:20', '11:40', '15:10']
const BY_THE_HOUR_DAYS = 4

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
    const hours = ago < BY_THE_HOUR_DAYS ? HOURS : HOURS.slice(0, 1)
    const writing = hours.map((time, hour): Scene => ({ at: calendar.day(ago, time), act: (past) => writeAll(past, ago * HOURS.length + hour, ago < BY_THE_HOUR_DAYS ? 1 : 2) }))
    const day = [...writing, { at: calendar.day(ago, '23:50'), act: endOfDay }]
    return day.filter((scene) => scene.at < calendar.minutesAgo(20))
  })
}

/** `every`: 1 for everybody, 2 for every other one in turns. */
async function writeAll(past: Past, turn: number, every: 1 | 2): Promise<void> {
  const isHisTurn = (index: number) => (turn + index) % every === 0
  for (const [index, habit] of EVERYDAY.entries()) if (isHisTurn(index)) writeFew(past, whoOf(habit), habit.hosts[turn % habit.hosts.length] ?? '', habit.recipients, 1 + ((turn + index) % 3))
  for (const [index, { account, host }] of OTHERS.entries()) if (isHisTurn(index)) writeFew(past, account, host, RECIPIENTS, 1 + ((turn * 2 + index) % 2))
  await past.listen()
}

const RECIPIENTS = ['kunde.meier@gmx.example', 'lager@t-online.example', 'empfang@outlook.example', 'a.schroeder@web.example', 'gone.umgezogen@gmail.example', 'anna.k@gmail.example', 'post@schulnetz.example']

function writeFew(past: Past, account: string, host: string, recipients: readonly string[], mails: number): void {
  write(past, { host, account, mails, recipient: (n) => recipients[(n * 3 + mails) % recipients.length] ?? '', clientIp: () => '198.51.100.34' })
}

function whoOf({ sender, from }: Habit): string {
  return 'uid' in sender ? `uid:${from.slice(from.indexOf('@') + 1).split('.')[0] ?? ''}@web7` : sender.account
}

async function endOfDay(past: Past): Promise<void> {
  await past.jobs()
  await past.sendNotices()
}

