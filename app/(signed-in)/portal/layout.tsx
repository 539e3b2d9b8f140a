import type { ReactNode } from 'react'
import { PortalHead } from '../../../components/frame/portal-head.tsx'
import { Toasts } from '../../../components/ui/toasts.tsx'
import { frameProps } from '../frame-props.ts'

/** The frame of the customer's pages, phone first: one column. No gate: every page asks for its viewer itself. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const frame = await frameProps('customer')
  if (!frame) return <main>{children}</main>

  return (
    <>
      <PortalHead {...frame.head} />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-160 px-5 pt-4 pb-12 text-phone outline-none">
        {children}
      </main>
      <Toasts />
    </>
  )
}
