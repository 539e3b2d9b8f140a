import { execFile } from 'node:child_process'
import { statSync, type Stats } from 'node:fs'

const TIME_LIMIT_MS = 5000
const OUTPUT_MAX = 16_384

/**
 * Asks a spamdyke which version it is (`-v`). Null when it cannot be run, takes too long, says something else, or when
 * others than root and we could have put it there.
 */
export function askSpamdykeVersion(program: string, timeLimitMs = TIME_LIMIT_MS): Promise<string | null> {
  const stat = statOf(program)
  if (!stat || !isTrusted(stat)) return Promise.resolve(null)
  return new Promise((resolve) => {
    const env = { PATH: '/usr/bin:/bin', LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv
    const child = execFile(program, ['-v'], { timeout: timeLimitMs, killSignal: 'SIGKILL', maxBuffer: OUTPUT_MAX, cwd: '/', env }, (error, stdout, stderr) => {
      // Its exit code differs between versions; one that was ended says nothing.
      if (error && typeof error.code !== 'number') return resolve(null)
      resolve(spamdykeVersionIn(stderr) ?? spamdykeVersionIn(stdout))
    })
    // It reads from nobody, and may be gone before its input is closed.
    child.stdin?.on('error', () => undefined).end()
  })
}

/** What changes when the program is replaced; null when it is not there. */
export function stampOfProgram(program: string): string | null {
  const stat = statOf(program)
  return stat ? [stat.ino, stat.mtimeMs, stat.size, stat.mode, stat.uid].join(':') : null
}

/** `spamdyke 4.3.1+TLS+CONFIGTEST+DEBUG (C)2012 Sam Clippinger, …` in its first line, as all of 4.x and 5.x say it. */
export function spamdykeVersionIn(output: string): string | null {
  return /^spamdyke (\d{1,3}(?:\.\d{1,3}){1,3})(?:\+[A-Z]+)* \(C\)\d{4} Sam Clippinger\b/.exec(output)?.[1] ?? null
}

function isTrusted({ uid, mode, isPlain }: Stats & { isPlain: boolean }): boolean {
  return isPlain && (uid === 0 || uid === process.geteuid?.()) && (mode & 0o022) === 0 && (mode & 0o111) !== 0
}

function statOf(program: string): (Stats & { isPlain: boolean }) | undefined {
  try {
    const stat = statSync(program)
    return Object.assign(stat, { isPlain: stat.isFile() })
  } catch {
    return undefined
  }
}
