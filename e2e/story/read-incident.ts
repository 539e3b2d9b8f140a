import type { StoryEntry } from '../../lib/audit/story.ts'
import { readStory } from '../../lib/audit/story-records.ts'
import type { Db } from '../../lib/db.ts'
import { withoutNames } from '../../lib/incidents/incident-story.ts'

/** The timeline of an incident as `/reports/incidents/[number]` has it for a manager: oldest first, without names. */
export async function readIncident(db: Db, number: number): Promise<StoryEntry[]> {
  const { id } = await db.incident.findUniqueOrThrow({ where: { number }, select: { id: true } })
  const { entries } = await readStory(db, { incidentId: id }, { limit: 500 })
  return entries.map((entry) => withoutNames(entry, () => 'konto')).reverse()
}

/**
 * What happened, in short words: `guarded-unlock: watching`, one word for the same thing told several times running.
 * Left out is what may come at any moment beside: mail going into quarantine, a notice that waits to be sent.
 */
export function turnsOf(story: StoryEntry[]): string[] {
  const told = story.filter(({ kind, to }) => kind !== 'quarantine' && !(kind === 'notice' && to === 'queued'))
  const words = told.map(({ kind, to }) => (to === null ? kind : `${kind}: ${to}`))
  return words.filter((word, index) => word !== words[index - 1])
}
