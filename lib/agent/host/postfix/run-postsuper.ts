import { queueId } from '../../../protocol/primitives.ts'
import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { mustRun, runProgram } from './run-program.ts'

const WAKE_AT_ONCE = 8
const WAKE_ONE_BY_ONE_MAX = 200

/**
 * Hands ids to postsuper on its standard input, one process for all: -h hold, -H release, -r requeue, -d delete. Its
 * exit code is 0 also for ids that do not exist, so the caller looks again. postsuper(1).
 */
export async function postsuper(instance: PostfixInstance, flag: '-h' | '-H' | '-r' | '-d', ids: string[], queue?: 'hold'): Promise<void> {
  const input = ids.map((id) => `${queueId.parse(id)}\n`).join('')
  const args = [...configArguments(instance), flag, '-', ...(queue ? [queue] : [])]
  await mustRun(instance.run.postsuper, args, { input, timeoutMs: 120_000 })
}

/**
 * Makes deferred messages due now: one by one with `postqueue -i`, or the whole queue with `-f` where they are many.
 * That Postfix is down is no failure here: it looks at its queue when it starts.
 */
export async function wakeMessages(instance: PostfixInstance, ids: string[]): Promise<void> {
  const run = (args: string[]) => runProgram(instance.run.postqueue, [...configArguments(instance), ...args], { timeoutMs: 30_000 })
  if (ids.length > WAKE_ONE_BY_ONE_MAX) {
    await run(['-f'])
    return
  }
  for (let from = 0; from < ids.length; from += WAKE_AT_ONCE) {
    await Promise.all(ids.slice(from, from + WAKE_AT_ONCE).map((id) => run(['-i', queueId.parse(id)])))
  }
}
