import type { Language } from './language.ts'

type When = string | number | Date

/** 1312 → "1,312" · "1.312" */
export function formatNumber(value: number | bigint, language: Language, digits = 0): string {
  return number(language, digits).format(value)
}

/** A share of 1 in per cent: 0.61 → "61.0 %" · "61,0 %". A thin space, as both languages set it. */
export function formatShare(share: number, language: Language, digits = 1): string {
  return `${number(language, digits).format(share * 100)}\u202f%`
}

/** A difference of two shares in points of a hundred: -93.52 → "−93.5", 2 → "+2.0". */
export function formatPoints(points: number, language: Language): string {
  return `${points < 0 ? '−' : '+'}${number(language, 1).format(Math.abs(points))}`
}

/** Bytes in steps of 1,000: 412345 → "412 kB", 89200000 → "89 MB". One decimal below ten, bytes never. */
export function formatBytes(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${number(language, step > 0 && value < 9.95 ? 1 : 0).format(value)} ${UNITS[step]}`
}

/** The two largest parts of a duration: "48 s", "12 min", "2 h 31 min", "5 d 20 h" · "2 Std. 31 Min.", "5 Tage 20 Std.". */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds))
  const [days, hours, minutes] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60]

  if (days > 0) return pair(part(days, 'day', language), hours > 0 ? part(hours, 'hour', language) : '')
  if (hours > 0) return pair(part(hours, 'hour', language), minutes > 0 ? part(minutes, 'minute', language) : '')
  if (minutes > 0) return part(minutes, 'minute', language)
  return part(whole, 'second', language)
}

/** A short time told exactly, below ten seconds with a decimal: 420 → "0.4 s", 12_000 → "12 s", 300_000 → "5 min". */
export function formatMillis(ms: number, language: Language): string {
  return ms < 9950 ? `${number(language, ms % 1000 === 0 ? 0 : 1).format(ms / 1000)} ${PARTS[language].second[1]}` : formatDuration(ms / 1000, language)
}

/** Time left on a running watch: 348 → "5:48". */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** "14:05"; in sentences German takes "14:05 Uhr" (`isSentence`). */
export function formatClock(at: When, language: Language, zone: string, isSentence = false): string {
  const clock = dates(language, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))
  return isSentence && language === 'de' ? `${clock} Uhr` : clock
}

/** "14:05:09", for timelines and logs. */
export function formatClockSeconds(at: When, language: Language, zone: string): string {
  return dates(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at))
}

/** "Tue 24 Nov" · "Di., 24. Nov." */
export function formatDay(at: When, language: Language, zone: string): string {
  return dates(language, zone, { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(at))
}

/** "24 Nov" · "24. Nov." */
export function formatMonthDay(at: When, language: Language, zone: string): string {
  return dates(language, zone, { day: 'numeric', month: 'short' }).format(new Date(at))
}

/** "November 2026" */
export function formatMonth(at: When, language: Language, zone: string): string {
  return dates(language, zone, { month: 'long', year: 'numeric' }).format(new Date(at))
}

/** "24 November 2026" · "24. November 2026" */
export function formatDate(at: When, language: Language, zone: string): string {
  return dates(language, zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at))
}

/** As short as it can be said on the day of `now`: "14:05", within six days "Mon 14:05", else "8 Dec 14:19". */
export function formatDayClock(at: When, now: When, language: Language, zone: string): string {
  const then = new Date(at)
  const clock = formatClock(then, language, zone)
  const days = (new Date(now).getTime() - then.getTime()) / 86_400_000
  if (formatDate(then, language, zone) === formatDate(now, language, zone)) return clock

  const isNear = days >= 0 && days < 6
  const shape = isNear ? { weekday: 'short' as const } : { day: 'numeric' as const, month: 'short' as const }
  return `${dates(language, zone, shape).format(then)} ${clock}`
}

/** The whole truth for hover and focus: "24 November 2026, 14:05:09 CET". */
export function formatWhole(at: When, language: Language, zone: string): string {
  const then = new Date(at)
  const named = dates(language, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' }).format(then)
  return `${formatDate(then, language, zone)}, ${named}`
}

/** The zone's short name at that time: "CET". */
export function zoneName(at: When, language: Language, zone: string): string {
  return dates(language, zone, { timeZoneName: 'short' }).formatToParts(new Date(at)).find((one) => one.type === 'timeZoneName')?.value ?? zone
}

/** How long ago: "3 s ago" · "vor 3 Sek."; with `age` "3 s". A time ahead of the clock counts as now: no negative age. */
export function formatAge(at: When, now: When, language: Language, shape: 'ago' | 'age' = 'ago'): string {
  const seconds = Math.max(0, (new Date(now).getTime() - new Date(at).getTime()) / 1000)
  const age = formatDuration(seconds, language)
  if (shape === 'age') return age
  return language === 'de' ? `vor ${age.replace(/\bTage\b/, 'Tagen')}` : `${age} ago`
}

/** The largest part of an age, where there is little room: "3 d" · "3 Tage". */
export function formatAgeShort(at: When, now: When, language: Language): string {
  const seconds = Math.max(0, (new Date(now).getTime() - new Date(at).getTime()) / 1000)
  const unit = seconds >= 86_400 ? 86_400 : seconds >= 3600 ? 3600 : seconds >= 60 ? 60 : 1
  return formatDuration(Math.floor(seconds / unit) * unit, language)
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']
const LOCALE: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }
const PARTS = {
  en: { day: ['d', 'd'], hour: ['h', 'h'], minute: ['min', 'min'], second: ['s', 's'] },
  de: { day: ['Tag', 'Tage'], hour: ['Std.', 'Std.'], minute: ['Min.', 'Min.'], second: ['Sek.', 'Sek.'] },
} as const

function part(value: number, unit: keyof (typeof PARTS)['en'], language: Language): string {
  return `${value} ${PARTS[language][unit][value === 1 ? 0 : 1]}`
}

function pair(first: string, second: string): string {
  return second ? `${first} ${second}` : first
}

const numberFormats = new Map<string, Intl.NumberFormat>()
function number(language: Language, digits: number): Intl.NumberFormat {
  const key = `${language} ${digits}`
  const found = numberFormats.get(key) ?? new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: true })
  numberFormats.set(key, found)
  return found
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()
function dates(language: Language, zone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(shape)}`
  const found = dateFormats.get(key) ?? new Intl.DateTimeFormat(LOCALE[language], { ...shape, timeZone: zone })
  dateFormats.set(key, found)
  return found
}
