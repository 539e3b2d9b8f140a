import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { UnfinishedAct } from '../../lib/agent/host/mail-host.ts'
import type { MessageRef } from '../../lib/protocol/messages.ts'

export type ChildPlan = {
  module: string
  options: unknown
  actId: string
  verb: UnfinishedAct['verb']
  messages: MessageRef[]
  /** File the steps are noted in, one JSON a line, each flushed to disk. */
  journal: string
  /** Which note kills the process, from 1; 0: none, it dies when the act is done and nothing was noted of that. */
  dieAtNote: number
  /** How long after that note: 0 is before anything is changed. */
  dieAfterMs: number
}

const step = z.object({ step: z.string(), data: z.unknown() })

/** Runs one act of the real driver in a process of its own that kills itself with SIGKILL; answers what it had noted. */
export async function runActInChild(plan: ChildPlan): Promise<UnfinishedAct['steps']> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('act-child.ts', import.meta.url))], { stdio: ['pipe', 'inherit', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  child.stdin.end(JSON.stringify(plan))
  const killer = setTimeout(() => child.kill('SIGTERM'), 60_000)
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  clearTimeout(killer)
  if (signal !== 'SIGKILL') throw new Error(`the child ended with ${code ?? signal}, not by its own kill: ${said}`)

  const text = await readFile(plan.journal, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '').map((line) => step.parse(JSON.parse(line)) as { step: string; data: unknown })
}
