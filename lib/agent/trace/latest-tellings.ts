import type { TracedMessage, TraceLine } from '../../protocol/trace.ts'

/** The messages of an answer, each as it was told last. An id that is used again later is another message. */
export function latestTellings(lines: TraceLine[]): TracedMessage[] {
  const messages: TracedMessage[] = []
  for (const line of lines) {
    if (line.kind !== 'message') continue
    const before = messages.findIndex((one) => isSame(one, line.message))
    if (before >= 0) messages[before] = line.message
    else messages.push(line.message)
  }
  return messages
}

function isSame(a: TracedMessage, b: TracedMessage): boolean {
  return a.queueIds.some((id) => b.queueIds.includes(id)) && startOf(a) <= endOf(b) && startOf(b) <= endOf(a)
}

function startOf({ steps }: TracedMessage): number {
  return Date.parse(steps[0]?.at ?? '')
}

function endOf({ steps }: TracedMessage): number {
  return Date.parse(steps.at(-1)?.at ?? '')
}
