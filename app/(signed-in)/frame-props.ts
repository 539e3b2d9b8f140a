import type { FrameHeadProps } from '../../components/frame/frame-head.tsx'
import type { OtherDesk } from '../../components/frame/person-menu.tsx'
import { csrfTokenForForm } from '../../lib/access/auth-form-views.ts'
import { AUDIENCES, homeOf, may, type Audience } from '../../lib/access/permissions.ts'
import { currentViewer, type Viewer } from '../../lib/access/viewer.ts'
import { deskForVisitor } from '../../lib/notices/desk-views.ts'
import { setLanguage, setTheme } from '../actions.ts'

/**
 * What the head of a signed-in page shows. Null for whoever has no business there: the page itself then leads to the
 * sign-in or says that there is nothing, and no frame is drawn around that.
 */
export async function frameProps(audience: Audience): Promise<{ viewer: Viewer; head: Omit<FrameHeadProps, 'search'> } | null> {
  const viewer = await currentViewer()
  if (!viewer || !may(viewer, AUDIENCES[audience])) return null
  const [desk, csrfToken] = await Promise.all([deskForVisitor(), csrfTokenForForm()])
  const isCustomer = viewer.customerId !== null

  const head = {
    name: isCustomer ? desk.providerName : 'Relayward',
    home: homeOf(viewer.roles) ?? '/',
    person: { name: viewer.name, initials: viewer.initials, roles: viewer.roles },
    others: otherDesks(viewer),
    csrfToken,
    theme: viewer.theme ?? ('system' as const),
    isDemo: desk.isDemo,
    setLanguage,
    setTheme,
  }
  return { viewer, head }
}

function otherDesks(viewer: Viewer): OtherDesk[] {
  const desks: OtherDesk[] = []
  if (may(viewer, 'see-desk')) desks.push({ key: 'desk', href: '/support' })
  if (may(viewer, 'see-reports')) desks.push({ key: 'reports', href: '/reports' })
  if (may(viewer, 'configure')) desks.push({ key: 'admin', href: '/admin' })
  return desks.length > 1 ? desks : []
}
