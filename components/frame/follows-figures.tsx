'use client'

import { useEffect } from 'react'
import { followFigures } from './followed-figures.ts'

/** Put into a page that shows figures of deliveries: it is then read anew when hosts have counted on. Draws nothing. */
export function FollowsFigures() {
  useEffect(followFigures, [])
  return null
}
