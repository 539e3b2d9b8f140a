import type { ReactNode } from 'react'
import { DeskFrame } from '../../../components/frame/desk-frame.tsx'
import { DeskSearch } from '../../../components/frame/desk-search.tsx'
import { REPORTS_NAV } from '../../../components/frame/nav-items.ts'
import { countsFor, searchFor } from '../frame-counts.ts'
import { frameProps } from '../frame-props.ts'

/** The frame of the reviews. No gate: every page asks for its viewer itself. */
export default async function ReportsLayout({ children }: { children: ReactNode }) {
  const frame = await frameProps('manager')
  if (!frame) return <main>{children}</main>

  return (
    <DeskFrame head={{ ...frame.head, search: <DeskSearch groups={REPORTS_NAV} {...searchFor(frame.viewer)} /> }} groups={REPORTS_NAV} counts={await countsFor(frame.viewer)} canGo={false}>
      {children}
    </DeskFrame>
  )
}
