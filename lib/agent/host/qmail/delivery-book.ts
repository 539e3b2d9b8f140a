import type { QmailHostLine } from '../../logs/qmail-host-line.ts'

/** Which messages qmail-send is delivering now, and which it has put off: the files on disk do not tell. */
export type DeliveryBook = { add(line: QmailHostLine): void; stateOf(id: string): 'active' | 'deferred' | null }

const DEFERRED_MAX = 200_000

export function createDeliveryBook(): DeliveryBook {
  const running = new Map<string, string>()
  const deferred = new Set<string>()
  const add = (line: QmailHostLine): void => {
    if (line.program !== 'qmail-send') return
    const { said } = line
    if (said.kind === 'exiting') running.clear()
    if (said.kind === 'starting') running.set(said.delivery, said.msg)
    if (said.kind === 'new' || said.kind === 'end') deferred.delete(said.msg)
    if (said.kind !== 'delivery') return

    const id = running.get(said.delivery)
    running.delete(said.delivery)
    if (id === undefined || said.outcome !== 'deferral') return
    deferred.add(id)
    if (deferred.size > DEFERRED_MAX) deferred.delete(deferred.values().next().value as string)
  }
  return {
    add,
    stateOf: (id) => {
      if (deferred.has(id)) return 'deferred'
      for (const msg of running.values()) if (msg === id) return 'active'
      return null
    },
  }
}
