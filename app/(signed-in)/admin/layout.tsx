import type { ReactNode } from 'react'
import { DeskFrame } from '../../../components/frame/desk-frame.tsx'
import { DeskSearch } from '../../../components/frame/desk-search.tsx'
import { ADMIN_NAV, ADMIN_NAV_WITH_DEMO } from '../../../components/frame/nav-items.ts'
import { isDemoRunning } from '../../../lib/demo/bursts/demo-views.ts'
import { countsFor, searchFor } from '../frame-counts.ts'
import { frameProps } from '../frame-props.ts'

/** The frame of the set-up pages. No gate: every page asks for its viewer itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const frame = await frameProps('admin')
  if (!frame) return <main>{children}</main>

  const groups = isDemoRunning() ? ADMIN_NAV_WITH_DEMO : ADMIN_NAV
  return (
    <DeskFrame head={{ ...frame.head, search: <DeskSearch groups={groups} {...searchFor(frame.viewer)} /> }} groups={groups} counts={await countsFor(frame.viewer)} canGo={false}>
      {children}
    </DeskFrame>
  )
}
