import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** What one run of a whole program took. */
export type Cost = { cpuSeconds: number; seconds: number; rssMiB: number }

const TICKS_PER_SECOND = 100
const LOOK_MS = 20

/**
 * Runs a program to its end and measures user and system time (as the kernel adds up for ended children) and the
 * largest memory. One at a time: two children that end together could not be told apart.
 *
 * @throws Error when it ends with anything but 0
 */
export async function measureProgram(program: string, args: string[], outputFile: string): Promise<Cost> {
  const output = openSync(outputFile, 'w')
  const before = childTicks()
  const begun = performance.now()
  const child = spawn(program, args, { stdio: ['ignore', output, 'inherit'] })
  closeSync(output)
  let rssMiB = 0
  const looking = setInterval(() => (rssMiB = Math.max(rssMiB, peakOf(child.pid))), LOOK_MS)
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
    if (code !== 0) throw new Error(`${program} ended with ${code}`)
  } finally {
    clearInterval(looking)
  }
  return { cpuSeconds: (childTicks() - before) / TICKS_PER_SECOND, seconds: (performance.now() - begun) / 1000, rssMiB }
}

/** User and system time of all children that have ended (proc(5), cutime and cstime). */
function childTicks(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[13]) + Number(fields[14])
}

/** The kernel keeps the peak itself, so that only the growth of the last moment can be missed. */
function peakOf(pid: number | undefined): number {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) / 1024 : 0
  } catch {
    return 0
  }
}
