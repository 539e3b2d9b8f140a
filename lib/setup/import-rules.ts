import path from 'node:path'
import type { Import } from './import-graph.ts'

/** Folders of lib/ that are no nouns. */
const NOT_NOUNS = [
  'protocol', 'agent', 'agent-client', 'worker', 'cli', 'cases', 'access', 'mail', 'setup', 'demo', 'bench', 'env', 'decisions',
  'generated', 'i18n', 'live',
]

/** What a file is, by its place and name. */
export type Kind =
  | 'page' | 'action' | 'component' | 'records' | 'views' | 'noun' | 'base'
  | 'protocol' | 'agent' | 'agent-client' | 'worker' | 'cli' | 'cases' | 'access' | 'mail' | 'setup' | 'demo' | 'bench' | 'env' | 'i18n' | 'generated' | 'decisions' | 'live'

export function kindOf(file: string): Kind {
  const parts = file.split('/')
  if (parts[0] === 'app') return /(^|-)actions\.ts$/.test(path.basename(file)) ? 'action' : 'page'
  if (parts[0] === 'components') return 'component'
  if (parts.length === 2) return 'base'
  if (parts[1] === 'agent') return 'agent'
  if (file.endsWith('-records.ts')) return 'records'
  if (file.endsWith('-views.ts')) return 'views'
  const folder = parts[1] as string
  return NOT_NOUNS.includes(folder) ? (folder as Kind) : 'noun'
}

/** Frameworks of the pages. */
const PAGES = ['next', 'react', 'react-dom', 'next-auth', 'next-intl', 'server-only']

interface Ban {
  /** Kinds of the importing file. */
  of: Kind[]
  kinds?: Kind[]
  files?: RegExp
  packages?: string[]
  why: string
}

const DATABASE = /^lib\/(db\.ts$|generated\/)/

/** What must not be imported by whom, as lib/README.md has it. */
const BANS: Ban[] = [
  { of: ['page', 'action'], kinds: ['records', 'agent-client'], files: DATABASE, packages: ['@prisma/client', 'pg'], why: 'pages read views, actions call operations and cases' },
  { of: ['component'], kinds: ['page', 'action', 'records', 'cases', 'worker', 'agent', 'agent-client', 'mail'], files: DATABASE, packages: ['@prisma/client', 'pg', 'server-only'], why: 'components show plain objects and know rule files only' },
  { of: ['views'], kinds: ['worker', 'cases', 'agent-client', 'page', 'component'], why: 'views read own records for a viewer and do nothing' },
  { of: ['noun', 'records', 'cases'], kinds: ['views', 'page', 'component', 'worker'], packages: PAGES, why: 'operations, records and cases also run where there are no pages' },
  { of: ['worker', 'agent-client', 'protocol', 'agent', 'demo', 'bench'], kinds: ['page', 'component', 'views'], packages: PAGES, why: 'programs without pages do not load their parts' },
  { of: ['mail', 'cli', 'access', 'env', 'base', 'i18n', 'setup', 'live'], kinds: ['page', 'component'], why: 'lib never imports app or components' },
]

/** Nouns whose parts look at servers by Node alone, so that an agent can do it from its own network too. */
const LOOKING = /^lib\/(blocklists|dns|probes)\//

/**
 * Why an import line is against the table, or undefined.
 *
 * @param portable files that need Node and no package beyond what a pure file may use
 */
export function objectionTo(line: Import, pure: Set<string>, portable: Set<string> = pure): string | undefined {
  const from = kindOf(line.from)
  const to = line.isPackage ? undefined : kindOf(line.to)
  if (from === 'page' && isSignInOfRoute(line)) return undefined
  const ban = BANS.find((each) => each.of.includes(from) && isBanned(each, line, to))
  if (ban) return ban.why
  if (from === 'protocol' && !(to === 'protocol' || line.to === 'zod')) return 'the protocol imports zod only'
  if (from === 'agent') return objectionOfAgent(line, to, (file) => pure.has(file) || (LOOKING.test(file) && portable.has(file)))
  if (from === 'component' && to === 'noun' && !line.isType && !pure.has(line.to)) return 'components use rule files only: pure ones, which run in the browser'
  return objectionToForeignRecords(line, from, to)
}

/** Route handlers are where a session is opened and looked up. */
function isSignInOfRoute(line: Import): boolean {
  return line.from.startsWith('app/api/') && line.to.startsWith('lib/access/')
}

function isBanned(ban: Ban, line: Import, to: Kind | undefined): boolean {
  // The shape of what a view returns may be written down where it is read; a type brings no database along.
  if (line.isType && to === 'records') return false
  if (line.isPackage) return ban.packages?.includes(line.to) ?? false
  return (to !== undefined && ban.kinds?.includes(to)) || (ban.files?.test(line.to) ?? false)
}

function objectionOfAgent(line: Import, to: Kind | undefined, mayCarry: (file: string) => boolean): string | undefined {
  const why = 'the agent imports the protocol, Node, zod, tldts, pure rule files of nouns and what looks at servers only'
  if (line.isPackage) return line.to.startsWith('node:') || ['zod', 'tldts'].includes(line.to) ? undefined : why
  if (to === 'agent' || to === 'protocol' || line.to === 'lib/env/agent.ts') return undefined
  return to === 'noun' && (line.isType || mayCarry(line.to)) ? undefined : why
}

/** Operations that only ever run inside of a case's transaction, and read there what other nouns hold. */
const PARTS_OF_CASES = new Set([
  'lib/notices/queue-notice.ts', 'lib/quarantine/preview-act.ts', 'lib/tickets/held-ticket.ts', 'lib/tickets/open-ticket.ts',
])

function objectionToForeignRecords(line: Import, from: Kind, to: Kind | undefined): string | undefined {
  // A view shows what several nouns have to say (lib/decisions, views and parts of cases).
  if (to !== 'records' || line.isType || from !== 'noun' || PARTS_OF_CASES.has(line.from)) return undefined
  if (path.posix.dirname(line.from) === path.posix.dirname(line.to)) return undefined
  // Every change of a state writes its change row and its audit row, whoever makes it.
  if (line.to.startsWith('lib/audit/')) return undefined
  return 'operations and views touch the tables of their own noun only; several nouns at once are a case (lib/cases)'
}
