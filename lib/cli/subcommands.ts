import type { DESK_PROGRAMS } from './desk-programs.ts'

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
    load: () => loadDesk('migrate'),
  },
  worker: {
    about: 'read agents, carry orders, send notices; any number of copies',
    load: () => loadDesk('worker'),
  },
  'admin hosts': {
    about: 'add, join, revoke and list mail hosts',
    load: () => loadDesk('admin hosts'),
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
  lint: {
    about: "tell what is wrong in a mail host's configuration, and the cure",
    load: () => import('./lint.ts'),
  },
  probe: {
    about: 'look at a mail host from outside: TLS, recipients, relaying, names',
    load: () => import('./probe.ts'),
  },
  'parse-log': {
    about: 'count the deliveries in a mail log by account and by receiver',
    load: () => import('./parse-log.ts'),
  },
  trace: {
    about: 'tell where a mail is, out of the logs of a mail server',
    load: () => import('./trace.ts'),
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
    load: () => loadDesk('admin customers'),
  },
  'admin refusal-rules': {
    about: 'print the rules for refusals that were taught to this installation',
    load: () => loadDesk('admin refusal-rules'),
  },
  'admin users': {
    about: 'add a person to the desk',
    load: () => loadDesk('admin users'),
  },
}

async function loadDesk(name: keyof typeof DESK_PROGRAMS): ReturnType<Subcommand['load']> {
  const { DESK_PROGRAMS } = await import('./desk-programs.ts')
  return DESK_PROGRAMS[name]()
}
