import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Act, MailHost } from '../../lib/agent/host/mail-host.ts'
import type { ChildPlan } from './run-act-in-child.ts'

// The other half of run-act-in-child.ts: reads its plan, acts, and dies as an agent does that is killed.
const plan = JSON.parse(await text(process.stdin)) as ChildPlan
const { openHost } = (await import(plan.module)) as { openHost(options: unknown): Promise<MailHost> }
const host = await openHost(plan.options)
const die = () => process.kill(process.pid, 'SIGKILL')

let notes = 0
const note: Act['note'] = (step, data) => {
  const journal = openSync(plan.journal, 'a')
  writeSync(journal, `${JSON.stringify({ step, data })}\n`)
  fsyncSync(journal)
  closeSync(journal)
  notes += 1
  if (notes !== plan.dieAtNote) return
  if (plan.dieAfterMs === 0) die()
  else setTimeout(die, plan.dieAfterMs)
}
await host[plan.verb]({ id: plan.actId, note }, plan.messages)
die()
