import { createMailHost } from '../agent/host/create-mail-host.ts'
import { keepMemorySmall } from '../agent/keep-memory-small.ts'
import { raisePriority } from '../agent/raise-priority.ts'
import { runAgentCommand } from './agent.ts'

/** `relayward agent join|run`, ended in order by SIGTERM and SIGINT. */
export async function run(args: string[]): Promise<number> {
  const ending = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort())
  if (args[0] === 'run') {
    raisePriority()
    keepMemorySmall()
  }
  return runAgentCommand({
    args,
    createMailHost,
    write: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    warn: (text) => void process.stderr.write(text),
    signal: ending.signal,
  })
}
