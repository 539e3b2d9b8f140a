import { spawn } from 'node:child_process'

export type ProgramResult = { code: number; stdout: string; stderr: string }
const OUTPUT_BYTES_MAX = 512 * 1024 * 1024

/**
 * Runs one program without a shell and waits for it at most `timeoutMs`. A nonzero exit code is an answer, not an
 * error; throws when the program cannot be started, is killed by the time limit or floods its output.
 */
export function runProgram(
  file: string,
  args: string[],
  { input = '', timeoutMs = 60_000 }: { input?: string; timeoutMs?: number } = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL', env: programEnvironment() })
    const out: Buffer[] = []
    const err: Buffer[] = []
    let bytes = 0
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > OUTPUT_BYTES_MAX) child.kill('SIGKILL')
      else into.push(chunk)
    }
    child.stdout.on('data', collect(out))
    child.stderr.on('data', collect(err))
    child.on('error', (cause) => reject(new Error(`${file} cannot be started`, { cause })))
    child.on('close', (code, signal) => {
      const stderr = Buffer.concat(err).toString('utf8')
      if (code === null) reject(new Error(`${file} was ended by ${signal ?? 'a signal'} (limit ${timeoutMs} ms): ${stderr.slice(0, 300)}`))
      else resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr })
    })
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

/** Like `runProgram`, but a nonzero exit code is an error that carries what the program said. */
export async function mustRun(file: string, args: string[], options?: { input?: string; timeoutMs?: number }): Promise<string> {
  const { code, stdout, stderr } = await runProgram(file, args, options)
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${stderr.trim().slice(0, 500)}`)
  return stdout
}

/** Postfix reads MAIL_CONFIG from the environment; only what `-c` says shall count. */
function programEnvironment(): NodeJS.ProcessEnv {
  const { MAIL_CONFIG: _, ...rest } = process.env
  return { ...rest, LC_ALL: 'C' }
}
