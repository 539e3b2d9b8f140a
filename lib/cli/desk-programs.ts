import type { Subcommand } from './subcommands.ts'

/**
 * The subcommands that work on the desk's database. In a build they are a file of their own beside the program
 * (`relayward-desk.mjs`), so that an agent and the tools on a mail host neither carry nor read what only a desk needs.
 */
export const DESK_PROGRAMS = {
  migrate: () => import('./migrate.ts'),
  worker: () => import('../worker/main.ts'),
  'admin hosts': () => import('./admin-hosts.ts'),
  'admin customers': () => import('./admin-customers.ts'),
  'admin refusal-rules': () => import('./admin-refusal-rules.ts'),
  'admin users': () => import('./admin-users.ts'),
} satisfies Record<string, Subcommand['load']>
