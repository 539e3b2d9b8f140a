import type { Db } from '../db.ts'
import type { KeptProcess } from '../setup/kept-process.ts'

/** What the demo gets to work with. */
export interface DemoContext {
  /** The checkout, built. */
  root: string
  db: Db
  /** For programs that open their own connection. */
  databaseUrl: string
  /** Seals the keys that the desk makes for the demo's hosts. */
  secret: string
  /** Folder of the demo's own (spools, logs, agents' journals); made before the call. */
  folder: string
  /** Where the desk answers, for links in notices. */
  url: string
  now: () => Date
  say: (line: string) => void
  /** Aborted when the desk is being ended: whatever waits gives up then. */
  signal: AbortSignal
}

/** One login of the story, printed at the end of `npm start`. */
export interface DemoLogin {
  /** support, lead, manager, admin, customer */
  audience: string
  email: string
  password: string
}

/** A program of the demo, run by Node and started again when it dies. */
export interface DemoProgram {
  name: string
  args: string[]
  env?: Record<string, string>
}

/** Starts a program that is ended with the desk. */
export type KeepDemoProgram = (program: DemoProgram) => Promise<KeptProcess>

/** The demo as `npm start` sees it. */
export interface Demo {
  logins: DemoLogin[]
  /** Tells the story into an empty database, by the real operations with a moved clock. */
  fill: (context: DemoContext) => Promise<void>
  /** Removes what a story that was broken off has left in database and folder. */
  clear: (context: DemoContext) => Promise<void>
  /** What worker and pages are told: where notices go. */
  env: (context: DemoContext) => Promise<Record<string, string>>
  /**
   * Starts the demo hosts, whose agents wait until the story is told; resolves when every host answers the desk. They
   * run whenever the story is in the database.
   */
  run: (context: DemoContext, keep: KeepDemoProgram, told: Promise<void>) => Promise<void>
  /**
   * What happens under the eyes of whoever starts the demo for the first time; resolves when it has happened. Called
   * again after a start that was broken off, it goes on from there.
   */
  begin: (context: DemoContext) => Promise<void>
  /** What this machine's demo has not, in a line for people. */
  remark: (context: DemoContext) => Promise<string | undefined>
}

/** The demo that comes with Relayward. Loaded when it is asked for: its parts need the database client. */
export async function findDemo(): Promise<Demo> {
  return (await import('./muster-hosting.ts')).musterHosting
}
