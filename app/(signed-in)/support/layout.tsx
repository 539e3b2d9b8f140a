import type { ReactNode } from 'react'
import { DeskFrame } from '../../../components/frame/desk-frame.tsx'
import { DeskSearch } from '../../../components/frame/desk-search.tsx'
import { SUPPORT_NAV } from '../../../components/frame/nav-items.ts'
import { countsFor, searchFor } from '../frame-counts.ts'
import { frameProps } from '../frame-props.ts'

/** The frame of the desk. No gate: every page asks for its viewer itself, since layouts do not run again. */
export default async function SupportLayout({ children }: { children: ReactNode }) {
  const frame = await frameProps('support')
  if (!frame) return <main>{children}</main>

  return (
    <DeskFrame head={{ ...frame.head, search: <DeskSearch groups={SUPPORT_NAV} {...searchFor(frame.viewer)} /> }} groups={SUPPORT_NAV} counts={await countsFor(frame.viewer)} canGo>
      {children}
    </DeskFrame>
  )
}
