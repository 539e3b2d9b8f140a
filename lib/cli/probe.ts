import { getServers } from 'node:dns'
import { readFile } from 'node:fs/promises'
import type { Check, HostProbe } from '../protocol/probes.ts'
import { placeOf } from '../probes/probe.ts'
import { probeHost } from '../probes/probe-host.ts'
import { WrongUse } from './host-arguments.ts'
import { PROBE_USAGE, readProbeCall, type ProbeCall } from './probe-call.ts'
import { table } from './table.ts'

/** `relayward probe`: what a mail host looks like from outside, as a table or as JSON. */
export async function run(args: string[]): Promise<number> {
  try {
    const call = readProbeCall(args)
    if (call) return await probe(call)
    process.stdout.write(PROBE_USAGE)
    return 0
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    process.stderr.write(`${error.message}\n\n${PROBE_USAGE}`)
    return 2
  }
}

/** Resolvers of this machine that are asked when none is named. */
const SYSTEM_RESOLVERS_MAX = 2

async function probe({ order, from, helo, roots, json }: ProbeCall): Promise<number> {
  const trusted = roots === undefined ? undefined : [await readRoots(roots)]
  const { resolvers = getServers().slice(0, SYSTEM_RESOLVERS_MAX) } = order
  const found = await probeHost({ ...order, resolvers }, { heloName: helo, localAddress: from, roots: trusted })
  process.stdout.write(json ? `${JSON.stringify(toJson(found))}\n` : forPeople(found))
  const hasFailed = found.ports.some(({ checks }) => checks.some(({ state }) => state === 'fail'))
  return hasFailed || !found.ports.some(({ isReached }) => isReached) ? 1 : 0
}

async function readRoots(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: Error) => {
    throw new WrongUse(`${file}: ${cause.message}`, { cause })
  })
}

function toJson({ host, trouble, tookMs, ports }: HostProbe) {
  const checks = ports.flatMap(({ address, port, checks: each }) => each.map(({ id, state, evidence, cure }) => ({ id, state, evidence, cure, address, port })))
  return { host, ...(trouble === null ? {} : { trouble }), tookMs, checks }
}

/** A table of all checks, then what failed with its lines and its cure. */
function forPeople({ trouble, ports }: HostProbe): string {
  if (trouble !== null) return `${trouble}\n`
  const all = ports.flatMap((each) => each.checks.map((check) => ({ place: placeOf(each), check })))
  const rows = all.map(({ place, check: { id, state, evidence } }) => ({ place, check: id, state, found: evidence.split('\n')[0] ?? '' }))
  const failures = all.filter(({ check }) => check.state === 'fail').map(({ place, check }) => sayFailure(place, check))
  const count = (state: Check['state']) => all.filter(({ check }) => check.state === state).length
  return `${table(rows)}${failures.join('')}\n${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown\n`
}

function sayFailure(place: string, { id, evidence, cure }: Check): string {
  return `\n${place} ${id}\n${evidence.split('\n').map((line) => `  ${line}\n`).join('')}  → ${cure}\n`
}
