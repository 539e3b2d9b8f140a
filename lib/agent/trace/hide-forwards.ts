import type { Joined, Segment } from './split-messages.ts'
import type { TraceFact } from './trace-fact.ts'

/**
 * What the sender of a message may know: where another customer's alias or forward leads is that customer's own. The
 * address that was written to stays, what lies behind it is left out, in replies too.
 */
export function hideForwards(joined: Joined): Joined {
  const hidden = new Set<Segment>()
  for (const { segment, relation, parent } of joined.children) if (relation === 'forward' || hidden.has(parent)) hidden.add(segment)
  const shown = new Map<Segment, Segment>()
  const show = (segment: Segment): Segment => {
    const known = shown.get(segment)
    if (known) return known
    const made = { ...segment, facts: segment.facts.map(hideAlias) }
    shown.set(segment, made)
    return made
  }
  return {
    root: show(joined.root),
    children: joined.children.filter(({ segment }) => !hidden.has(segment)).map(({ segment, relation, parent }) => ({ segment: show(segment), relation, parent: show(parent) })),
  }
}

function hideAlias(fact: TraceFact): TraceFact {
  if (fact.kind !== 'attempt') return fact
  const isForward = fact.goesOn?.how === 'forward'
  const { alias } = fact
  if (alias === null || alias.toLowerCase() === fact.recipient.toLowerCase()) return isForward ? { ...fact, goesOn: null, reply: '' } : fact
  return { ...fact, recipient: alias, goesOn: isForward ? null : fact.goesOn, host: null, reply: isForward ? '' : fact.reply.replaceAll(fact.recipient, alias) }
}
