import type { FrameCounts } from '../../lib/now/frame-counts.ts'

export type NavKey =
  | 'now' | 'deliverability' | 'trace' | 'hosts' | 'accounts' | 'customers' | 'locks' | 'tickets' | 'quarantine' | 'blocklists'
  | 'probes'
  | 'requests'
  | 'domains'
  | 'incidents'
  | 'reviews' | 'months' | 'users' | 'policies' | 'notices' | 'sending' | 'audit' | 'demo' | 'status'

/** `also`: pages that belong to it besides those below it. `worse`: red as soon as there is one of these. */
export type NavItem = { key: NavKey; href: string; also?: string; count?: keyof FrameCounts; tone?: 'unk' | 'wait' | 'bad'; worse?: keyof FrameCounts; isExact?: boolean }
export type NavGroup = { key: 'first' | 'people' | 'standing'; items: readonly NavItem[] }

/** The pages of the desk that exist, in the order of the side bar. */
export const SUPPORT_NAV: readonly NavGroup[] = [
  {
    key: 'first',
    items: [
      { key: 'now', href: '/support', count: 'now', isExact: true },
      { key: 'deliverability', href: '/support/deliverability', also: '/support/receivers', count: 'troubledReceivers', tone: 'wait', worse: 'refusingReceivers' },
      { key: 'trace', href: '/support/trace' },
      { key: 'hosts', href: '/support/hosts', count: 'silentHosts', tone: 'unk' },
    ],
  },
  {
    key: 'people',
    items: [
      { key: 'accounts', href: '/support/accounts' },
      { key: 'customers', href: '/support/customers' },
      { key: 'locks', href: '/support/locks', count: 'locks' },
      { key: 'tickets', href: '/support/tickets', count: 'tickets' },
      { key: 'quarantine', href: '/support/quarantine', count: 'quarantine' },
    ],
  },
  {
    key: 'standing',
    items: [
      { key: 'blocklists', href: '/support/blocklists', also: '/support/ips', count: 'listedTargets', tone: 'bad' },
      { key: 'probes', href: '/support/probes', count: 'failingChecks', worse: 'failingChecks' },
      { key: 'requests', href: '/support/requests', count: 'requestsToDo', tone: 'wait' },
      { key: 'domains', href: '/support/domains' },
      { key: 'incidents', href: '/support/incidents', count: 'incidents' },
    ],
  },
]

export const REPORTS_NAV: readonly NavGroup[] = [{ key: 'first', items: [{ key: 'reviews', href: '/reports', count: 'reviews', isExact: true }, { key: 'months', href: '/reports/months' }] }]
export const ADMIN_NAV: readonly NavGroup[] = [
  {
    key: 'first',
    items: [
      { key: 'hosts', href: '/admin/hosts' },
      { key: 'users', href: '/admin/users' },
      { key: 'policies', href: '/admin/policies' },
      { key: 'blocklists', href: '/admin/lists' },
      { key: 'probes', href: '/admin/probes' },
      { key: 'notices', href: '/admin/notices' },
      { key: 'sending', href: '/admin/sending' },
      { key: 'audit', href: '/admin/audit' },
    ],
  },
]

/** The set-up pages while the demo runs: its own page, which `/admin` is then, stands first. */
export const ADMIN_NAV_WITH_DEMO: readonly NavGroup[] = ADMIN_NAV.map((group) => ({ ...group, items: [{ key: 'demo', href: '/admin', isExact: true }, ...group.items] }))

/** On phones four pages stay in sight at the bottom; all others are behind "Menu". */
export const PHONE_NAV: readonly NavKey[] = ['now', 'locks', 'tickets', 'quarantine']

/** Whether a page with this path belongs to the item: the page itself or one below it. */
export function isHere({ href, also, isExact }: Pick<NavItem, 'href' | 'also' | 'isExact'>, path: string): boolean {
  if (isExact) return path === href
  return [href, ...(also ? [also] : [])].some((own) => path === own || path.startsWith(`${own}/`))
}
