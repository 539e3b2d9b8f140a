import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import * as z from 'zod'
import { endProcess, identityOf, isAlive, type ProcessIdentity } from './process-identity.ts'

const identity = z.strictObject({ pid: z.number().int(), startedAt: z.string() })
const fileShape = z.strictObject({
  starter: identity,
  url: z.string(),
  /** Of the desk's database, for the shell tools of the same checkout. */
  databaseUrl: z.string(),
  children: z.array(identity),
})

/** What a running desk writes down: who started it, where it answers, what it started. */
export type RunningDesk = z.infer<typeof fileShape>

export interface DeskClaim {
  tell: (what: Partial<Pick<RunningDesk, 'url' | 'databaseUrl'>>) => Promise<void>
  addChild: (child: ProcessIdentity) => void
  release: () => Promise<void>
}

/** The desk that runs in this state folder, or undefined. */
export async function findRunningDesk(state: string): Promise<RunningDesk | undefined> {
  const desk = await readDesk(state)
  return desk && (await isAlive(desk.starter)) ? desk : undefined
}

/**
 * Takes the state folder for this process. Children that a killed start left running are ended.
 *
 * @returns undefined when another desk runs here; else functions to write down what there is and to give the folder back
 */
export async function claimDesk(state: string, say: (line: string) => void): Promise<DeskClaim | undefined> {
  await mkdir(state, { recursive: true })
  const unlock = await lock(state)
  if (!unlock) return undefined
  for (const child of (await readDesk(state))?.children ?? []) {
    if (await isAlive(child)) say(`  ending process ${child.pid}, left by a start that was killed`)
    await endProcess(child, 5000)
  }
  const starter = await identityOf(process.pid)
  if (!starter) throw new Error('This process is not listed in /proc, which npm start needs.')
  const desk: RunningDesk = { starter, url: '', databaseUrl: '', children: [] }
  let writing = writeDesk(state, desk)
  const write = () => (writing = writing.then(() => writeDesk(state, desk)))
  await writing
  return {
    tell: (what) => {
      Object.assign(desk, what)
      return write()
    },
    addChild: (child) => {
      desk.children.push(child)
      void write()
    },
    release: async () => {
      await writing
      await rm(fileOf(state), { force: true })
      unlock()
    },
  }
}

/**
 * An abstract socket (unix(7)) named by the folder: only one process can listen on it, and the kernel frees it however
 * that process ends, so that two starts at the same instant cannot both win and a crash leaves no lock.
 */
function lock(state: string): Promise<(() => void) | undefined> {
  const name = `\0relayward-${createHash('sha256').update(path.resolve(state)).digest('hex').slice(0, 32)}`
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)))
    server.listen(name, () => resolve(() => void server.close()))
    server.unref()
  })
}

function fileOf(state: string): string {
  return path.join(state, 'running.json')
}

async function readDesk(state: string): Promise<RunningDesk | undefined> {
  const text = await readFile(fileOf(state), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return fileShape.parse(JSON.parse(text))
  } catch {
    // Damaged: it names nobody that could be ended safely.
    return undefined
  }
}

async function writeDesk(state: string, desk: RunningDesk): Promise<void> {
  const partial = `${fileOf(state)}.${process.pid}`
  await writeFile(partial, JSON.stringify(desk), { mode: 0o600 })
  await rename(partial, fileOf(state))
}
