import type { ReactNode } from 'react'
import { DeskFrame } from '../../../components/frame/desk-frame.tsx'
import { DeskSearch } from '../../../components/frame/desk-search.tsx'
import { ADMIN_NAV } from '../../../components/frame/nav-items.ts'
import { countsFor, searchFor } from '../frame-counts.ts'
import { frameProps } from '../frame-props.ts'

/** The frame of the set-up pages. No gate: every page asks for its viewer itself. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const frame = await frameProps('admin')
  if (!frame) return <main>{children}</main>

  return (
    <DeskFrame head={{ ...frame.head, search: <DeskSearch groups={ADMIN_NAV} {...searchFor(frame.viewer)} /> }} groups={ADMIN_NAV} counts={await countsFor(frame.viewer)} canGo={false}>
      {children}
    </DeskFrame>
  )
}
