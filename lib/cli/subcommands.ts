/** One subcommand of `relayward`. Loaded only when called, so that a tool does not pay for the parts of another. */
export interface Subcommand {
  /** What stands in the help, one line. */
  about: string
  /** @returns the module; its `run` gets the arguments behind the subcommand and returns the exit code */
  load: () => Promise<{ run: (args: string[]) => Promise<number> }>
}

/** Every subcommand there is, by its words. */
export const SUBCOMMANDS: Record<string, Subcommand> = {
  migrate: {
    about: 'apply the migrations that the database of DATABASE_URL does not have yet',
    load: () => import('./migrate.ts'),
  },
  worker: {
    about: 'read agents, carry orders, send notices; any number of copies',
    load: () => import('../worker/main.ts'),
  },
  'admin hosts': {
    about: 'add, join, revoke and list mail hosts',
    load: () => import('./admin-hosts.ts'),
  },
  host: {
    about: 'find, quarantine, release, delete mail; lock and unlock accounts on this mail server',
    load: () => import('./host.ts'),
  },
  classify: {
    about: 'tell what the replies of receivers mean',
    load: () => import('./classify.ts'),
  },
  'check-blocklists': {
    about: 'tell on which blocklists addresses and domains are',
    load: () => import('./check-blocklists.ts'),
  },
  'parse-log': {
    about: 'count the deliveries in a mail log by account and by receiver',
    load: () => import('./parse-log.ts'),
  },
  agent: {
    about: 'join this host to a desk; run the agent',
    load: () => import('./agent-program.ts'),
  },
  'agent setup': {
    about: "show and apply what a mail server's configuration needs for relay locks",
    load: () => import('./agent-setup.ts'),
  },
  'admin customers': {
    about: 'import customers, their contacts, accounts and domains from CSV or JSON',
    load: () => import('./admin-customers.ts'),
  },
  'admin users': {
    about: 'add a person to the desk',
    load: () => import('./admin-users.ts'),
  },
}
