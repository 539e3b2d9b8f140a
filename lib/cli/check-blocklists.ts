import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import type { Blocklist } from '../blocklists/blocklist.ts'
import { listsToAsk } from '../blocklists/catalogue/catalogue.ts'
import { ListFileError, readListFile } from '../blocklists/list-file.ts'
import { sweepBlocklists, type BlocklistCheck } from '../blocklists/sweep-blocklists.ts'
import type { BlocklistKeys } from '../blocklists/zone-to-ask.ts'
import { locateResolver } from '../dns/resolver-address.ts'
import { CHECK_BLOCKLISTS_USAGE, readCheckBlocklistsCall, type CheckBlocklistsCall } from './check-blocklists-call.ts'
import { WrongUse } from './host-arguments.ts'
import { table } from './table.ts'

/** `relayward check-blocklists`: where addresses and domains are listed, as a table or as JSON. */
export async function run(args: string[]): Promise<number> {
  try {
    const call = readCheckBlocklistsCall(args)
    if (call.help) {
      process.stdout.write(CHECK_BLOCKLISTS_USAGE)
      return 0
    }
    return await check(call)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    process.stderr.write(`${error.message}\n\n${CHECK_BLOCKLISTS_USAGE}`)
    return 2
  }
}

async function check(call: CheckBlocklistsCall): Promise<number> {
  const { lists, keys } = await readSettings(call)
  const resolvers = await Promise.all(call.resolvers.map((each) => locateResolver(each).catch((cause: Error) => {
    throw new WrongUse(`the resolver ${each} cannot be found: ${cause.message}`, { cause })
  })))
  const counts = { listed: 0, clear: 0, unknown: 0 }
  const rows: BlocklistCheck[] = []
  for await (const checks of sweepBlocklists(call.targets, lists, resolvers, { timeoutMs: call.timeoutMs, keys })) {
    for (const { state } of checks) counts[state]++
    if (!call.json) rows.push(...checks)
    else if (!process.stdout.write(checks.map((each) => `${JSON.stringify(toJson(each))}\n`).join(''))) await once(process.stdout, 'drain')
  }
  if (!call.json) printTable(rows, lists)
  sayMissing(call, lists, counts)
  return counts.listed > 0 ? 1 : 0
}

async function readSettings(call: CheckBlocklistsCall): Promise<{ lists: Blocklist[]; keys: BlocklistKeys }> {
  const keys = call.keys === undefined ? new Map<string, string>() : await readKeys(call.keys)
  if (call.lists === undefined) return { lists: listsToAsk(new Set(keys.keys())), keys }
  try {
    const file = readListFile(await readFile(call.lists, 'utf8'))
    return { lists: file.lists, keys: new Map([...keys, ...file.keys]) }
  } catch (cause) {
    if (!(cause instanceof ListFileError) && !isOfFile(cause)) throw cause
    throw new WrongUse(`${call.lists}: ${(cause as Error).message}`, { cause })
  }
}

/** Nothing that stands in this file is ever repeated, not even in an error. */
async function readKeys(file: string): Promise<BlocklistKeys> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new WrongUse(`${file}: ${cause.message}`, { cause })
  })
  try {
    const label = z.string().regex(/^[a-zA-Z0-9_-]{1,63}$/)
    return new Map(Object.entries(z.record(z.string(), label).parse(JSON.parse(text))))
  } catch {
    throw new WrongUse(`${file}: an object of names and keys is wanted, {"spamhaus-dqs": "…"}, and a key is letters, digits, - and _`)
  }
}

function isOfFile(error: unknown): boolean {
  return typeof (error as NodeJS.ErrnoException).code === 'string'
}

function toJson({ target, list, state, codes, meaning, text, reason, evidence }: BlocklistCheck) {
  return { target, list, state, codes, meaning, text, reason, evidence: evidence.map(({ resolver, state: said, codes: by, reason: why }) => ({ resolver, state: said, codes: by, reason: why })) }
}

const ORDER = { listed: 0, unknown: 1, clear: 2 }

/** For people: listings first, then what could not be checked; clear ones are counted only. */
function printTable(checks: BlocklistCheck[], lists: readonly Blocklist[]): void {
  const place = new Map(lists.map((list, at) => [list.id, at]))
  const told = checks.filter((each) => each.state !== 'clear' || each.codes.length > 0)
  told.sort((one, other) => ORDER[one.state] - ORDER[other.state] || one.target.localeCompare(other.target) || (place.get(one.list) ?? 0) - (place.get(other.list) ?? 0))
  if (told.length > 0) process.stdout.write(table(told.map(({ target, list, state, codes, meaning, text }) => ({ target, list, state, codes: codes.join(' ') || null, meaning, text }))))
}

function sayMissing({ targets, json }: CheckBlocklistsCall, lists: readonly Blocklist[], counts: { listed: number; clear: number; unknown: number }): void {
  for (const { kind, name } of targets) {
    if (!lists.some((list) => list.kinds.includes(kind))) process.stderr.write(`No list holds targets like ${name}.\n`)
  }
  const words = `${counts.listed} listed, ${counts.clear} clear, ${counts.unknown} unknown (targets × lists)\n`
  if (!json) process.stdout.write(words)
  else if (counts.unknown > 0) process.stderr.write(words)
}
