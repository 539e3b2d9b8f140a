import type { StoryEntry } from './story.ts'

/** An entry; of answers that came in together, the one that stands for all with their numbers in order. */
export type ToldEntry = StoryEntry & { questions?: number[] }

/** Answers of one moment are one thing to whoever reads the story. @param story newest first */
export function mergeAnswers(story: StoryEntry[]): ToldEntry[] {
  const merged: ToldEntry[] = []
  for (const entry of story) {
    const last = merged.at(-1)
    if (entry.kind !== 'answer') merged.push(entry)
    else if (last?.kind === 'answer' && last.at === entry.at && last.account === entry.account) last.questions = [entry.evidence.question, ...(last.questions ?? [])]
    else merged.push({ ...entry, questions: [entry.evidence.question] })
  }
  return merged
}
