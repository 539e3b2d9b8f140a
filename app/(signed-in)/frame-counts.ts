import { may } from '../../lib/access/permissions.ts'
import type { Viewer } from '../../lib/access/viewer.ts'
import { webDb } from '../../lib/access/web-desk.ts'
import type { FrameCounts } from '../../lib/now/frame-counts.ts'
import { frameCounts } from '../../lib/now/now-views.ts'
import { search } from './support/actions.ts'

/** The numbers of the side bar for one viewer. */
export async function countsFor(viewer: Viewer): Promise<FrameCounts> {
  return frameCounts(webDb(), viewer, new Date())
}

/** The palette asks the desk only for those who may see it; others find pages alone. */
export function searchFor(viewer: Viewer): { search?: typeof search } {
  return may(viewer, 'see-desk') ? { search } : {}
}
