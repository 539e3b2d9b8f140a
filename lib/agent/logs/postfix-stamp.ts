const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const TRADITIONAL = /^([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d+))? /
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:[.,]\d+)?)(Z|[+-]\d\d:?\d\d)? /
const DAY_MS = 86_400_000

/**
 * The stamp at the beginning of a log line, and what follows it. A syslog stamp (RFC 3164) names neither year nor
 * zone: the zone is this machine's, the year the latest one that does not lie more than a day after `now`.
 */
export function readStamp(line: string, now: Date): { at: Date; rest: string } | null {
  const traditional = TRADITIONAL.exec(line)
  if (traditional) {
    const at = readTraditional(traditional, now)
    return at && { at, rest: line.slice(traditional[0].length) }
  }

  const iso = ISO.exec(line)
  if (!iso) return null
  const at = new Date(`${iso[1]}T${iso[2]?.replace(',', '.')}${iso[3] ?? ''}`)
  return Number.isNaN(at.getTime()) ? null : { at, rest: line.slice(iso[0].length) }
}

function readTraditional(stamp: RegExpExecArray, now: Date): Date | null {
  const month = MONTHS.indexOf(stamp[1] ?? '')
  if (month < 0) return null

  const [day, hour, minute, second] = stamp.slice(2, 6).map(Number)
  const milliseconds = Math.floor(Number(`0.${stamp[6] ?? 0}`) * 1000)
  const inYear = (year: number) => new Date(year, month, day, hour, minute, second, milliseconds)
  const thisYear = inYear(now.getFullYear())
  return thisYear.getTime() > now.getTime() + DAY_MS ? inYear(now.getFullYear() - 1) : thisYear
}
