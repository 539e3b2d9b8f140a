import type { Calendar } from '../past/moved-clock.ts'
import { agencyScenes } from './agency.ts'
import { bakeryScenes } from './bakery.ts'
import { clubScenes } from './club.ts'
import { earlierLockScenes } from './earlier-locks.ts'
import { everydayScenes } from './everyday-scenes.ts'
import { microsoftScenes } from './microsoft.ts'
import { listScenes } from './lists.ts'
import type { Scene } from './past.ts'
import { requestScenes } from './requests.ts'
import { silenceScenes } from './silences.ts'

/** All that happens in the story, in the order of the times. */
export function scenesOf(calendar: Calendar): Scene[] {
  const scenes = [everydayScenes, clubScenes, earlierLockScenes, silenceScenes, microsoftScenes, listScenes, requestScenes, agencyScenes, bakeryScenes].flatMap((part) => part(calendar))
  return scenes.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
