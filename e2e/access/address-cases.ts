import type { PersonName } from '../pages/filled-desk.ts'
import type { CustomerWithThings } from './two-customers.ts'

/**
 * Where one address leads when it names something of a customer.
 * - `own`: a customer's page; `path` names something of his, or all that is his when the address names nothing.
 * - a person of the staff: for customers there is no such page. `tells: false` where it speaks of no customer.
 * - `anybody`: open to all, so it may tell nothing of anybody. `tells` is not asked.
 * - `stream`: told by a test of its own.
 */
export type AddressCase = { of: 'own' | 'anybody' | 'stream' | Exclude<PersonName, 'support'> | 'support'; path: (of: Named) => string; tells?: false }

/** What of a customer an address can name. */
export type Named = Pick<CustomerWithThings, 'account' | 'number' | 'ticket' | 'lockId' | 'incident' | 'batchId'>

/** Ids that never were. */
export const NOBODY: Named = { account: 'nobody@nowhere.example', number: '99999', ticket: 99_999, incident: 99_999, lockId: '00000000-0000-4000-8000-000000000000', batchId: '00000000-0000-4000-8000-000000000001' }

const name = encodeURIComponent
const domainOf = (account: string) => account.slice(account.indexOf('@') + 1)

/** Every page and route of the app. One that is missing here makes the walk fail. */
export const ADDRESS_CASES: Record<string, AddressCase> = {
  '/': { of: 'anybody', path: () => '/' },
  login: { of: 'anybody', path: () => '/login' },
  'portal/link/[token]': { of: 'anybody', path: () => '/portal/link/no-token-of-anybody' },
  'api/auth/[...nextauth]/route': { of: 'anybody', path: () => '/api/auth/session' },
  'api/health/route': { of: 'anybody', path: () => '/api/health' },
  'api/live/route': { of: 'stream', path: () => '/api/live' },
  // A POST that changes nothing but the audit: e2e/trace.spec.ts asks it of real hosts.
  'api/trace/route': { of: 'stream', path: () => '/api/trace' },

  portal: { of: 'own', path: () => '/portal' },
  'portal/access': { of: 'own', path: () => '/portal/access', tells: false },
  'portal/mail': { of: 'own', path: () => '/portal/mail' },
  'portal/trace': { of: 'own', path: () => '/portal/trace' },
  'portal/tickets/[number]': { of: 'own', path: ({ ticket }) => `/portal/tickets/${ticket}` },

  support: { of: 'support', path: () => '/support', tells: false },
  'support/accounts': { of: 'support', path: ({ account }) => `/support/accounts?q=${name(account)}` },
  'support/accounts/[name]': { of: 'support', path: ({ account }) => `/support/accounts/${name(account)}` },
  'support/customers': { of: 'support', path: ({ number }) => `/support/customers?q=${number}` },
  'support/customers/[number]': { of: 'support', path: ({ number }) => `/support/customers/${number}` },
  'support/customers/[number]/limits': { of: 'lead', path: ({ number }) => `/support/customers/${number}/limits` },
  'support/deliverability': { of: 'support', path: () => '/support/deliverability?host=mx01&receiver=google', tells: false },
  'support/deliverability/words/route': { of: 'support', path: () => '/support/deliverability/words?host=mx01&receiver=google', tells: false },
  'support/receivers': { of: 'support', path: () => '/support/receivers', tells: false },
  'support/receivers/[id]': { of: 'support', path: () => '/support/receivers/google' },
  'support/deliverability/texts': { of: 'support', path: () => '/support/deliverability/texts', tells: false },
  'support/domains': { of: 'support', path: ({ account }) => `/support/domains?q=${domainOf(account)}` },
  'support/domains/[domain]': { of: 'support', path: ({ account }) => `/support/domains/${domainOf(account)}` },
  'support/blocklists': { of: 'support', path: () => '/support/blocklists?target=203.0.113.25&list=spamcop', tells: false },
  'support/blocklists/[list]': { of: 'support', path: () => '/support/blocklists/spamcop', tells: false },
  'support/ips/[ip]': { of: 'support', path: () => '/support/ips/203.0.113.25', tells: false },
  'support/hosts': { of: 'support', path: () => '/support/hosts', tells: false },
  'support/hosts/[name]': { of: 'support', path: () => '/support/hosts/mx01' },
  'support/incidents': { of: 'support', path: () => '/support/incidents' },
  'support/incidents/[number]': { of: 'support', path: ({ incident }) => `/support/incidents/${incident}` },
  'support/requests': { of: 'support', path: () => '/support/requests', tells: false },
  'support/requests/new': { of: 'support', path: () => '/support/requests/new?list=spamcop&target=198.51.100.13', tells: false },
  'support/requests/[number]': { of: 'support', path: () => '/support/requests/1', tells: false },
  'support/locks': { of: 'support', path: ({ account }) => `/support/locks?q=${name(account)}` },
  'support/locks/[id]': { of: 'support', path: ({ lockId }) => `/support/locks/${lockId}` },
  'support/probes': { of: 'support', path: () => '/support/probes?host=mx01&check=greeting', tells: false },
  'support/quarantine': { of: 'support', path: ({ batchId }) => `/support/quarantine?batch=${batchId}` },
  'support/quarantine/csv/route': { of: 'support', path: ({ account }) => `/support/quarantine/csv?account=${name(account)}` },
  'support/trace': { of: 'support', path: ({ account }) => `/support/trace?q=${name(account)}`, tells: false },
  'support/tickets': { of: 'support', path: () => '/support/tickets' },
  'support/tickets/[number]': { of: 'support', path: ({ ticket }) => `/support/tickets/${ticket}` },

  reports: { of: 'lead', path: () => '/reports' },
  'reports/incidents/[number]': { of: 'lead', path: ({ incident }) => `/reports/incidents/${incident}` },
  'reports/incidents/[number]/csv/route': { of: 'lead', path: ({ incident }) => `/reports/incidents/${incident}/csv` },
  'reports/months': { of: 'lead', path: () => '/reports/months', tells: false },
  'reports/months/[month]': { of: 'lead', path: () => `/reports/months/${new Date().toISOString().slice(0, 7)}` },

  admin: { of: 'admin', path: () => '/admin', tells: false },
  'admin/audit': { of: 'admin', path: ({ number }) => `/admin/audit?q=${number}` },
  'admin/audit/csv/route': { of: 'admin', path: () => '/admin/audit/csv' },
  'admin/hosts': { of: 'admin', path: () => '/admin/hosts', tells: false },
  'admin/lists': { of: 'admin', path: () => '/admin/lists', tells: false },
  'admin/notices': { of: 'admin', path: () => '/admin/notices', tells: false },
  'admin/probes': { of: 'admin', path: () => '/admin/probes', tells: false },
  'admin/sending': { of: 'admin', path: () => '/admin/sending', tells: false },
  'admin/policies': { of: 'admin', path: () => '/admin/policies', tells: false },
  'admin/users': { of: 'admin', path: () => '/admin/users' },
}
