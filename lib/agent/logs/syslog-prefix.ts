/**
 * Reads the prefix of a syslog line, traditional (`Jun 19 09:12:24 host prog[pid]: `) or with an ISO stamp. A
 * traditional stamp has no year and is in the host's time zone: it gets the latest year that is not after `now`
 * (a day of grace for clocks that differ). Null: no such prefix.
 */
export function readSyslogPrefix(
  line: string,
  now: Date,
): { at: Date; program: string; pid: number | null; text: string } | null {
  const found = PREFIX.exec(line)
  if (!found) return null

  const [whole, iso, month, day, hour, minute, second, program = '', pid] = found
  const at = iso ? new Date(iso) : withYear(now, MONTHS.indexOf(month ?? ''), [day, hour, minute, second].map(Number))
  if (Number.isNaN(at.getTime())) return null
  return { at, program, pid: pid ? Number(pid) : null, text: line.slice(whole.length) }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const STAMP = `(?:(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(?:Z|[+-]\\d\\d:?\\d\\d))|(${MONTHS.join('|')}) {1,2}(\\d{1,2}) (\\d\\d):(\\d\\d):(\\d\\d))`
const PREFIX = new RegExp(`^${STAMP} \\S+ ([\\w./-]+)(?:\\[(\\d+)\\])?: `)
const DAY_MS = 86_400_000

function withYear(now: Date, month: number, [day = 1, hour = 0, minute = 0, second = 0]: number[]): Date {
  const at = new Date(now.getFullYear(), month, day, hour, minute, second)
  return at.getTime() > now.getTime() + DAY_MS ? new Date(now.getFullYear() - 1, month, day, hour, minute, second) : at
}
