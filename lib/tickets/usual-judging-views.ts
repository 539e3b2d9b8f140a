import 'server-only'
import { cache } from 'react'
import { webDb } from '../access/web-desk.ts'
import { usualJudgingSeconds } from './ticket-page-records.ts'

/** How long reading answers usually takes us, in seconds, rounded up to what can be promised; null when nothing can. */
export const getUsualJudgingSeconds = cache(async (): Promise<number | null> => {
  const seconds = await usualJudgingSeconds(webDb(), new Date())
  return seconds === null ? null : roundUp(seconds)
})

/** Half hours below two hours, hours above. */
function roundUp(seconds: number): number {
  const step = seconds <= 7200 ? 1800 : 3600
  return Math.max(step, Math.ceil(seconds / step) * step)
}
