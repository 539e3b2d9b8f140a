import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { agentFolder } from '../../lib/agent/agent-config.ts'
import type { RelayState } from '../../lib/agent/host/mail-host.ts'
import { describePostfix } from '../../lib/agent/host/postfix/postfix-options.ts'
import { queryRelay } from '../../lib/agent/host/postfix/relay-map.ts'
import type { PostfixLab } from '../lab/postfix-instance.ts'

const LOOK_EVERY_MS = 25

/** What the agent's journal wants of an account: its standing order, and how far the newest watch has come. */
export type Wanted = { order: string | null; watch: string | null; tightUntil: string | null }
/** One look: the lock map as Postfix's own lookup reads it, and the journal right before and after it. */
export type Seen = { at: number; map: RelayState; before: Wanted; after: Wanted }

export type Observer = { seen: Seen[]; stop(): Promise<Seen[]> }

/** Looks at the lock map of a host and at its agent's journal, again and again, whether desk and agent live or not. */
export async function observeHost(host: PostfixLab, agent: { folder: string }, account: string): Promise<Observer> {
  const instance = await describePostfix({ configDirectory: host.configDirectory })
  const seen: Seen[] = []
  let isStopped = false
  const work = (async () => {
    while (!isStopped) {
      const before = readWanted(agent.folder, account)
      const map = await queryRelay(instance, account)
      seen.push({ at: Date.now(), map, before, after: readWanted(agent.folder, account) })
      await wait(LOOK_EVERY_MS)
    }
  })()
  return {
    seen,
    stop: async () => {
      isStopped = true
      await work
      return seen
    },
  }
}

/**
 * Unlocked and unwatched: open, although no watch has ended clean with tight limits set; or held, although nobody
 * remembers a watch that would ever end it.
 */
export function isUnwatched({ map, before, after }: Seen): boolean {
  switch (map) {
    case 'locked':
      return false
    case 'open':
      return ![before, after].some(({ watch, tightUntil }) => watch === 'opening' && tightUntil !== null)
    case 'watched':
      return ![before, after].some(({ order, watch }) => order === 'watched' && watch !== null)
  }
}

function readWanted(folder: string, account: string): Wanted {
  const journal = new DatabaseSync(agentFolder(folder).journal, { readOnly: true, timeout: 5000 })
  try {
    const order = journal.prepare("SELECT json_extract(data, '$.state') AS state FROM standing WHERE kind = 'relay' AND key = ?").get(account)
    const watch = journal.prepare('SELECT step, tight_until FROM watches WHERE account = ? ORDER BY noted_at DESC LIMIT 1').get(account)
    return { order: textOf(order?.state), watch: textOf(watch?.step), tightUntil: textOf(watch?.tight_until) }
  } finally {
    journal.close()
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
