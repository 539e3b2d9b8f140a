import { saveListKey } from '../../cases/save-list-key.ts'
import { askedTimes } from '../name-server/list-stories.ts'
import type { Calendar } from '../past/moved-clock.ts'
import type { Scene } from './past.ts'

/** A key as it is bought; the demo's lists take any. */
const ABUSIX_KEY = 'muster-hosting-demo'

/** Four weeks on the blocklists: what the lists say at each time stands in the name server's table. */
export function listScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(28, '08:50'), act: (past) => saveListKey(past.as('admin'), past.secret, { name: 'abusix', key: ABUSIX_KEY, reason: 'Jahresvertrag für die eigenen Server.' }) },
    ...askedTimes(calendar).map((at): Scene => ({ at, act: (past) => past.askLists() })),
    { at: calendar.day(10, '16:45'), act: (past) => past.jobs() },
  ]
}
