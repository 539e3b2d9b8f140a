import { markSilentHosts } from '../../cases/mark-silent-hosts.ts'
import { SILENT_AFTER_MS } from '../../hosts/host.ts'
import { doingOf, type WorkerContext } from '../worker-context.ts'

/**
 * Hosts that were not heard for a minute. A worker that has just come up waits that minute first: when all workers were
 * away, it was they who were silent.
 */
export async function markSilent(context: WorkerContext): Promise<void> {
  const upForMs = context.now().getTime() - context.startedAt.getTime()
  if (upForMs < SILENT_AFTER_MS) return
  for (const host of await markSilentHosts(doingOf(context))) context.log.warn({ host }, 'the host is silent')
}
