import { getServers } from 'node:dns'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { locateResolver } from '../dns/resolver-address.ts'
import type { Check, HostProbe } from '../protocol/probes.ts'
import { placeOf } from '../probes/probe.ts'
import { probeHost } from '../probes/probe-host.ts'
import { readAutoResponse } from '../probes/read-auto-response.ts'
import { sendToHost } from '../probes/send-to-host.ts'
import { WrongUse } from './host-arguments.ts'
import { PROBE_USAGE, readProbeCall, type ProbeCall } from './probe-call.ts'
import { table } from './table.ts'

/** `relayward probe`: what a mail host looks like from outside, as a table or as JSON. */
export async function run(args: string[]): Promise<number> {
  try {
    const call = readProbeCall(args)
    if (call !== 'help') return 'answer' in call ? await judgeAnswer(call.answer) : call.sender === undefined ? await probe(call) : await roundTrip(call, call.sender)
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
  for (const each of order.resolvers ?? []) await mustBeFound(each)
  const { resolvers = getServers().slice(0, SYSTEM_RESOLVERS_MAX) } = order
  const found = await probeHost({ ...order, resolvers }, { heloName: helo, localAddress: from, roots: trusted })
  process.stdout.write(json ? `${JSON.stringify(toJson(found))}\n` : forPeople(found))
  const hasFailed = found.ports.some(({ checks }) => checks.some(({ state }) => state === 'fail'))
  return hasFailed || !found.ports.some(({ isReached }) => isReached) ? 1 : 0
}

async function mustBeFound(resolver: string): Promise<void> {
  await locateResolver(resolver).catch((cause: Error) => {
    throw new WrongUse(`the resolver ${resolver} cannot be found: ${cause.message}`, { cause })
  })
}

/** Says before what it does: this is the one mail that a probe completes. */
async function roundTrip({ order, from, helo, roots, json }: ProbeCall, sender: string): Promise<number> {
  const recipient = `postmaster@${order.domain}`
  process.stderr.write(`One mail goes to ${recipient}, from ${sender}.\n`)
  const trusted = roots === undefined ? undefined : [await readRoots(roots)]
  const sent = await sendToHost(order, { sender, recipient }, { heloName: helo, localAddress: from, roots: trusted })
  if (json) process.stdout.write(`${JSON.stringify({ host: order.host, roundTrip: { sender, recipient, ...sent } })}\n`)
  else process.stdout.write(`${sent.state}: ${sent.reply}\nMessage-ID: ${sent.messageId}\n`)
  return sent.state === 'sent' ? 0 : 1
}

/** What came back means; as JSON, for one line has nothing to gain from a table. */
async function judgeAnswer(file: string): Promise<number> {
  const eml = await readText(file)
  const answer = readAutoResponse(eml)
  process.stdout.write(`${JSON.stringify(answer)}\n`)
  return answer.kind === 'nobody-reads' || answer.kind === 'returned' ? 1 : 0
}

function readText(file: string): Promise<string> {
  const read = file === '-' ? text(process.stdin) : readFile(file, 'utf8')
  return read.catch((cause: Error) => {
    throw new WrongUse(`${file}: ${cause.message}`, { cause })
  })
}

async function readRoots(file: string): Promise<string> {
  const pem = await readText(file)
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new WrongUse(`${file}: certificates as PEM are wanted`)
  return pem
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
