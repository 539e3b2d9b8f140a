import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import type { RelayState } from '../mail-host.ts'
import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { mustRun, runProgram } from './run-program.ts'
import { withFileLock } from './with-file-lock.ts'
import { writeFileDurably } from './write-file-durably.ts'

/** The restriction class of main.cf that a locked account falls into. */
export const LOCKED_CLASS = 'relayward_locked'
const WATCH_ACTION = 'HOLD relayward watch'

/**
 * One time of watching. `heldBefore`: keys of the account's messages that somebody had put on hold before it, which
 * are none of ours. Mail that comes into hold between `since` and `until` was held by the watch.
 */
export const watchTime = z.strictObject({
  account: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  heldBefore: z.array(z.string()),
})
export type WatchTime = z.infer<typeof watchTime>

export type RelaySource = { states: Map<string, Exclude<RelayState, 'open'>>; watches: WatchTime[] }

const HEADING = '# Accounts that may not send freely. Written by relayward; a change by hand is overwritten.'
const WATCH_LINE = '# watch '
const WATCHES_KEPT_MS = 30 * 86_400_000

/** What the text beside the map says: the lasting truth the map is built from. Nothing when there is no text yet. */
export async function readRelaySource(instance: PostfixInstance): Promise<RelaySource> {
  const text = await readFile(instance.lockMap, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const source: RelaySource = { states: new Map(), watches: [] }
  for (const line of text.split('\n')) {
    if (line.startsWith(WATCH_LINE)) source.watches.push(watchTime.parse(JSON.parse(line.slice(WATCH_LINE.length))))
    else readEntry(line, source.states)
  }
  return source
}

/**
 * Changes text and map together, one writer at a time over all processes. The text comes first, so that a crash
 * between the two is mended by building the map again; the map is replaced by postmap in one LMDB transaction, so that
 * no reader ever sees an account missing on its way from one state to another.
 */
export async function changeRelaySource(
  instance: PostfixInstance,
  now: Date,
  change: (source: RelaySource) => void,
): Promise<void> {
  await withFileLock(`${instance.lockMap}.lock`, async () => {
    const source = await readRelaySource(instance)
    change(source)
    const oldest = now.getTime() - WATCHES_KEPT_MS
    source.watches = source.watches.filter(({ until }) => until === null || Date.parse(until) > oldest)
    writeFileDurably(instance.lockMap, printRelaySource(source), 0o644)
    await buildMap(instance, instance.lockMap)
  })
}

/** Builds `${source}.lmdb` from its text. */
export async function buildMap(instance: PostfixInstance, source: string): Promise<void> {
  await mustRun(instance.run.postmap, [...configArguments(instance), `lmdb:${source}`], { timeoutMs: 20_000 })
}

/** What Postfix itself finds for the account in the map. Throws when the map cannot be read. */
export async function queryRelay(instance: PostfixInstance, account: string): Promise<RelayState> {
  const args = [...configArguments(instance), '-q', account, `lmdb:${instance.lockMap}`]
  const { code, stdout, stderr } = await runProgram(instance.run.postmap, args, { timeoutMs: 20_000 })
  if (code === 0) return stateOfAction(stdout.trim())
  if (stderr.trim() === '') return 'open'
  throw new Error(`the lock map cannot be read: ${stderr.trim().slice(0, 300)}`)
}

/** Every account in the map that Postfix reads, with its state. */
export async function listRelays(instance: PostfixInstance): Promise<Map<string, RelayState>> {
  const text = await mustRun(instance.run.postmap, [...configArguments(instance), '-s', `lmdb:${instance.lockMap}`])
  const states = new Map<string, RelayState>()
  for (const line of text.split('\n')) readEntry(line, states)
  return states
}

function readEntry(line: string, into: Map<string, 'locked' | 'watched'> | Map<string, RelayState>): void {
  const [, account, action] = /^([^\s#]\S*)\s+(.+)$/.exec(line) ?? []
  if (account !== undefined && action !== undefined) into.set(account, stateOfAction(action.trim()))
}

/** Anything that is not our watch refuses or may refuse: it counts as locked, because lock wins. */
function stateOfAction(action: string): 'locked' | 'watched' {
  return action === WATCH_ACTION ? 'watched' : 'locked'
}

function printRelaySource({ states, watches }: RelaySource): string {
  const entries = [...states].sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = entries.map(([account, state]) => `${account} ${state === 'locked' ? LOCKED_CLASS : WATCH_ACTION}`)
  return [HEADING, ...lines, ...watches.map((watch) => WATCH_LINE + JSON.stringify(watch)), ''].join('\n')
}
