import type { Db } from '../db.ts'

/** What the demo gets to work with. */
export interface DemoContext {
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
}

/** One login of the story, printed at the end of `npm start`. */
export interface DemoLogin {
  /** support, lead, manager, admin, customer */
  audience: string
  email: string
  password: string
}

/** A program of the demo (a demo host with its agent), run by Node and started again when it dies. */
export interface DemoProgram {
  name: string
  args: string[]
  env?: Record<string, string>
}

/** The demo as `npm start` sees it. */
export interface Demo {
  logins: DemoLogin[]
  /** Tells the story into an empty database, by the real operations with a moved clock. */
  fill: (context: DemoContext) => Promise<void>
  /** The demo hosts. They run whenever the story is in the database and the demo is not turned off. */
  programs: (context: DemoContext) => Promise<DemoProgram[]>
}

/** Modules that bring a demo, by file name in this folder; the first one there is used. */
export async function findDemo(): Promise<Demo | undefined> {
  return undefined
}
