import { spawn } from 'node:child_process'

export interface RunOptions {
  cwd: string
  env?: NodeJS.ProcessEnv
  /** Ends the program after this many milliseconds. */
  limitMs: number
  /** Ends the program when aborted. */
  signal?: AbortSignal
  /** Called with every piece of output; left out, output is kept for the error only. */
  onOutput?: (text: string) => void
}

/**
 * Runs a program without a shell and waits for its end.
 *
 * @returns its exit code (1 when a signal or the time limit ended it) and the last 16 kB it said
 */
export function runProgram(program: string, args: string[], options: RunOptions): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const { cwd, env, limitMs, signal, onOutput } = options
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs, signal })
    let output = ''
    const take = (text: string) => {
      output = (output + text).slice(-16_000)
      onOutput?.(text)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (signal) output += `\nended by ${signal}${signal === 'SIGTERM' ? ` (its time limit is ${limitMs / 1000} s)` : ''}`
      resolve({ code: code ?? 1, output })
    })
  })
}

/** The same for a program that must succeed. @throws Error with the last lines it said */
export async function mustRun(program: string, args: string[], options: RunOptions): Promise<string> {
  const { code, output } = await runProgram(program, args, options)
  if (code === 0) return output
  throw new Error(`${[program.split('/').pop(), ...args].join(' ')} ended with ${code}:\n${output.trim().split('\n').slice(-25).join('\n')}`)
}
