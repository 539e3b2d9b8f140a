import { formatClock, formatDate } from './format.ts'
import type { Language } from './language.ts'

const WORDS = { de: { today: 'heute', yesterday: 'gestern', on: 'dem ' }, en: { today: 'today', yesterday: 'yesterday', on: '' } } as const
const AT = { de: { on: 'am ', clock: ' um ' }, en: { on: 'on ', clock: ' at ' } } as const

/** A time as it is said after "since": "heute, 14:05 Uhr", "gestern, 9:00 Uhr", "dem 3. November 2026, 14:05 Uhr" · "today, 14:05". */
export function saySince(at: string, now: number, language: Language, zone: string): string {
  return `${sayDay(at, now, language, zone)}, ${formatClock(at, language, zone, true)}`
}

/** A time at which something happens or has happened, within a sentence: "heute um 14:05 Uhr", "am 3. November 2026 um 14:05 Uhr" · "today at 14:05", "on 3 November 2026 at 14:05". */
export function sayAt(at: string, now: number, language: Language, zone: string): string {
  const day = sayDay(at, now, language, zone)
  const words = WORDS[language]
  const isNamed = day === words.today || day === words.yesterday
  return `${isNamed ? day : AT[language].on + day.slice(words.on.length)}${AT[language].clock}${formatClock(at, language, zone, true)}`
}

function sayDay(at: string, now: number, language: Language, zone: string): string {
  const words = WORDS[language]
  const day = formatDate(at, language, zone)
  if (day === formatDate(now, language, zone)) return words.today
  // A day of the wall clock may have 23 or 25 hours; 12 hours before its noon is always the day before.
  if (day === formatDate(startOfDay(now, language, zone) - 43_200_000, language, zone)) return words.yesterday
  return words.on + day
}

function startOfDay(now: number, language: Language, zone: string): number {
  const [hours = 0, minutes = 0] = formatClock(now, language, zone).split(':').map(Number)
  return now - (hours * 60 + minutes) * 60_000
}
