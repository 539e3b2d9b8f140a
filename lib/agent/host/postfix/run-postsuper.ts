import { utimes } from 'node:fs/promises'
import { queueId } from '../../../protocol/primitives.ts'
import type { Located } from './find-in-queue.ts'
import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { mustRun, runProgram } from './run-program.ts'

const ONE_BY_ONE_MAX = 8

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
 * Makes deferred messages due now. A few by `postqueue -i`, one process each; many by setting their files' time of the
 * next try to now and asking the queue manager to look (`D`) and to forget which destinations were dead (`F`), as
 * flush(8) does for one; `postqueue -f` would try everybody else's deferred mail too. qmgr(8), postkick(1).
 * That Postfix is down is no failure here: it looks at its queue when it starts.
 */
export async function wakeMessages(instance: PostfixInstance, messages: Located[]): Promise<void> {
  const config = configArguments(instance)
  if (messages.length <= ONE_BY_ONE_MAX) {
    const wake = ({ id }: Located) =>
      runProgram(instance.run.postqueue, [...config, '-i', queueId.parse(id)], { timeoutMs: 10_000 }).catch(() => null)
    await Promise.all(messages.map(wake))
    return
  }
  const now = new Date()
  for (const { path } of messages) await utimes(path, now, now).catch(ignoreGone)
  await kickQueueManager(instance)
}

/**
 * The queue manager may be just ending or restarting, then postkick dies of a broken pipe: tried again. When all tries
 * fail, the messages, which are due, are taken by its next look (queue_run_delay).
 */
async function kickQueueManager(instance: PostfixInstance): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    const args = [...configArguments(instance), 'public', 'qmgr', 'DF']
    const kicked = await runProgram(instance.run.postkick, args, { timeoutMs: 10_000 }).catch(() => null)
    if (kicked?.code === 0) return
  }
}

/** One that has moved on since needs no waking. */
function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
