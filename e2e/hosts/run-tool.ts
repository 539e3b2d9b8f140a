import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs `relayward …` from the sources in a process of its own; answers its exit code and what it printed. */
export function runTool(args: string[], input = ''): Promise<{ code: number; stdout: string; stderr: string }> {
  const main = fileURLToPath(new URL('../../lib/cli/main.ts', import.meta.url))
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...args], { timeout: 60_000 }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }))
    // A program that ends without reading its input is judged by its exit code.
    child.stdin?.on('error', () => {}).end(input)
  })
}
