import { spawn } from 'node:child_process'

export type Started = { pid: number; stop: () => Promise<void> }

/** Starts a program of ours with Node, its words on our standard error; `stop` ends it as the desk would. */
export function startProgram(args: string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, args, { env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env }, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 25_000)
      await ended
      clearTimeout(late)
    },
  }
}
