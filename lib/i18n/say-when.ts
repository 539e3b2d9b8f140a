import { formatClock, formatDate } from './format.ts'
import type { Language } from './language.ts'

const WORDS = { de: { today: 'heute', yesterday: 'gestern', on: 'dem ' }, en: { today: 'today', yesterday: 'yesterday', on: '' } } as const

/** A time as it is said after "since": "heute, 14:05 Uhr", "gestern, 9:00 Uhr", "dem 3. November 2026, 14:05 Uhr" · "today, 14:05". */
export function saySince(at: string, now: number, language: Language, zone: string): string {
  return `${sayDay(at, now, language, zone)}, ${formatClock(at, language, zone, true)}`
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
