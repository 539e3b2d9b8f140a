import type { PageCase } from './page-cases.ts'
import { openBy, openFromMenu, saying } from './page-steps.ts'

const admin = (file: string, path: string, heading: PageCase['heading'], rest: Partial<PageCase> = {}): PageCase => ({ file: `(signed-in)/admin/${file}`, who: 'admin', path, heading, ...rest })

export const ADMIN_CASES: PageCase[] = [
  // Without a demo it leads on; e2e/demo.spec.ts looks at it with one.
  admin('page.tsx', '/admin', (m) => m.admin.hosts.title),
  admin('not-found.tsx', '/admin/nothing-like-this', (m) => m.frame.notFound.title, { status: 404 }),
  admin('hosts/page.tsx', '/admin/hosts', (m) => m.admin.hosts.title),
  admin('hosts/page.tsx', '/admin/hosts', (m) => m.admin.hosts.title, { open: (page, m) => openBy(page, m.admin.hosts.add) }),
  admin('users/page.tsx', '/admin/users', (m) => m.admin.users.title),
  admin('users/page.tsx', '/admin/users', (m) => m.admin.users.title, { open: (page, m) => openBy(page, m.admin.users.add) }),
  admin('users/page.tsx', '/admin/users', (m) => m.admin.users.title, { open: (page, m) => openFromMenu(page, saying(m.admin.users.moreLong), m.admin.users.act.roles) }),
  admin('policies/page.tsx', '/admin/policies', (m) => m.admin.policies.title),
  admin('notices/page.tsx', '/admin/notices', (m) => m.admin.notices.title),
  admin('sending/page.tsx', '/admin/sending', (m) => m.domains.admin.title),
  admin('probes/page.tsx', '/admin/probes', (m) => m.probing.title),
  admin('probes/page.tsx', '/admin/probes', (m) => m.probing.title, { open: (page, m) => openBy(page, saying(m.probing.changeLong)) }),
  admin('lists/page.tsx', '/admin/lists', (m) => m.listSettings.title),
  admin('lists/page.tsx', '/admin/lists', (m) => m.listSettings.title, { open: (page, m) => openBy(page, saying(m.listSettings.changeLong)) }),
  admin('lists/page.tsx', '/admin/lists', (m) => m.listSettings.title, { open: (page, m) => openBy(page, saying(m.listSettings.keys.addLong)) }),
  admin('audit/page.tsx', '/admin/audit', (m) => m.admin.audit.title),
  admin('audit/page.tsx', '/admin/audit?who=nobody-like-this', (m) => m.admin.audit.title),
]
