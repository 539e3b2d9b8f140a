import type { ReactNode } from 'react'
import { Toasts } from '../ui/toasts.tsx'
import type { FrameCounts } from '../../lib/now/frame-counts.ts'
import { FrameHead, type FrameHeadProps } from './frame-head.tsx'
import type { NavGroup } from './nav-items.ts'
import { PageKeyboard } from './page-keyboard.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { ShortcutsOverlay } from './shortcuts.tsx'
import { SideBar } from './side-bar.tsx'

type DeskFrameProps = { head: FrameHeadProps; groups: readonly NavGroup[]; counts: FrameCounts; canGo: boolean; children: ReactNode }

/** Head, side bar and the page between: what all signed-in staff pages stand in. */
export function DeskFrame({ head, groups, counts, canGo, children }: DeskFrameProps) {
  return (
    <>
      <FrameHead {...head} />
      <div className="flex">
        <SideBar groups={groups} counts={counts} />
        <main id="content" tabIndex={-1} className="page-gutter min-w-0 flex-1 py-5 outline-none max-md:pb-20">
          {children}
        </main>
      </div>
      <PhoneBar groups={groups} counts={counts} />
      <PageKeyboard canGo={canGo} />
      <ShortcutsOverlay canGo={canGo} />
      <Toasts />
    </>
  )
}
