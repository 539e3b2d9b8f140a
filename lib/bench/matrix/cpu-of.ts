import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** User and system seconds of a process, with those of its children that have ended (proc(5), stat). */
export function cpuSeconds(pid: number): number {
  const { ticks } = statOf(pid) ?? { ticks: 0 }
  return ticks / TICKS_PER_SECOND
}

/** The same of a process and all its living children: a postmaster and its backends. */
export function cpuSecondsOfTree(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((each) => statOf(each)?.parent === pid)
  return [pid, ...children].reduce((sum, each) => sum + cpuSeconds(each), 0)
}

function statOf(pid: number): { parent: number; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), ticks: [11, 12, 13, 14].reduce((sum, n) => sum + Number(fields[n]), 0) }
  } catch {
    return null
  }
}
