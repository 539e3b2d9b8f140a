import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parsePostfixLine } from '../agent/logs/postfix-line.ts'
import { latestTellings } from '../agent/trace/latest-tellings.ts'
import { table } from '../cli/table.ts'
import type { TracedMessage, TraceLine, TraceQuery } from '../protocol/trace.ts'
import { createRandom, type Random } from './generators/random.ts'
import { measureLockTimes } from './lock-times.ts'
import { peakMiB, startTraceHosts, stopTraceHosts, type BenchHost } from './trace-hosts.ts'

const USAGE = `npm run bench -- trace [--hosts N] [--lines N] [--questions N] [--locks N]

Starts N agents (5) as programs of their own, each with a Postfix log of N lines of one day (2,000,000; kept in
.relayward/bench/), asks all of them at once over their own call, N questions (20) of each kind, and prints how long the
first and the whole answer took, beside grep -F (and rg, where it is) for the same words in all logs at once. What is told
of a message is compared with what grep finds. Then how long it takes from a line in the log to the lock it makes, N times
(20) with and without searches running on that agent. Exit code 1: a goal is missed.
`
const GOALS = { firstMs: 1000, wholeMs: 3000, rssMiB: 150, lockMs: 1000 }
const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(root, '.relayward/bench')
const DAY_MS = 86_400_000
const MESSAGES_MAX = 50

type Kind = 'messageId' | 'queueId' | 'account' | 'recipient'
const KINDS: Kind[] = ['messageId', 'queueId', 'account', 'recipient']
type Asked = { firstMs: number; wholeMs: number; answers: TraceLine[][] }

/** `npm run bench -- trace` */
export async function run(args: string[]): Promise<number> {
  const number = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { hosts: number, lines: number, questions: number, locks: number, help: { type: 'boolean' } } })
  const [hosts, lines, questions, locks] = [values.hosts ?? 5, values.lines ?? 2_000_000, values.questions ?? 20, values.locks ?? 20].map(Number)
  const isRight = Number(hosts) >= 1 && Number(lines) >= 1000 && Number(questions) >= 1 && Number(locks) >= 0
  if (values.help || !isRight) {
    process[values.help ? 'stdout' : 'stderr'].write(USAGE)
    return values.help ? 0 : 2
  }
  const started = await startTraceHosts(folder, { hosts: Number(hosts), lines: Number(lines), say })
  try {
    return (await measure(started, { lines: Number(lines), questions: Number(questions), locks: Number(locks) })) ? 0 : 1
  } finally {
    await stopTraceHosts(started)
  }
}

/** @returns whether all goals are met */
async function measure(hosts: BenchHost[], { lines, questions, locks }: { lines: number; questions: number; locks: number }): Promise<boolean> {
  const megabytes = Math.round(hosts.reduce((sum, { log }) => sum + statSync(log).size, 0) / 1e6)
  say(`\n${hosts.length} hosts with ${lines.toLocaleString('en')} lines each, ${megabytes} MB in all; ${questions} questions of each kind to all of them\n`)
  const span = spanOf(hosts[0]?.log ?? '')
  const random = createRandom(7)
  const rows = []
  const all: Asked[] = []
  let wrong = 0
  for (const kind of KINDS) {
    const asked: Asked[] = []
    const peers: number[] = []
    for (let each = 0; each < questions; each++) {
      const host = hosts[each % hosts.length] as BenchHost
      const word = pickWord(random, host.log, kind)
      const answer = await askAll(hosts, { [kind]: word, ...span, messagesMax: MESSAGES_MAX })
      asked.push(answer)
      if (!isRight(kind, word, host, answer.answers[hosts.indexOf(host)] ?? [])) wrong++
      if (each % 4 === 0) peers.push(await timeOf(hosts.map(({ log }) => ['grep', '-cF', word, log])))
    }
    all.push(...asked)
    const [first, whole] = [asked.map(({ firstMs }) => firstMs), asked.map(({ wholeMs }) => wholeMs)]
    rows.push({ question: kind, 'first ms': ms(first, 0.5), 'first p95': ms(first, 0.95), 'whole ms': ms(whole, 0.5), 'whole p95': ms(whole, 0.95), 'grep -F ms': ms(peers, 0.5) })
  }
  say(table(rows))
  if (!hasProgram('rg')) say('rg is not here; grep alone is the peer\n')
  const lockTimes = locks > 0 ? await measureLockTimes(hosts[0] as BenchHost, locks, span) : null
  if (lockTimes) say(`\n${table(Object.entries(lockTimes).map(([when, times]) => ({ 'from line to lock': when, 'ms': ms(times, 0.5), 'p95': ms(times, 0.95), 'largest': ms(times, 1) })))}`)
  const rss = Math.max(...hosts.map(({ process: child }) => peakMiB(child)))
  const goals = [
    goal('first answer p95, ms', GOALS.firstMs, percentile(all.map(({ firstMs }) => firstMs), 0.95)),
    goal('whole answer p95, ms', GOALS.wholeMs, percentile(all.map(({ wholeMs }) => wholeMs), 0.95)),
    goal('memory of an agent, MiB', GOALS.rssMiB, rss),
    goal('wrong answers', 0, wrong),
    ...(lockTimes ? [goal('line to lock p95 while searching, ms', GOALS.lockMs, percentile(lockTimes['while searches run'], 0.95))] : []),
  ]
  say(`\n${table(goals.map(({ isMet, ...each }) => ({ ...each, met: isMet ? 'yes' : 'NO' })))}`)
  return goals.every(({ isMet }) => isMet)
}

async function askAll(hosts: BenchHost[], query: TraceQuery): Promise<Asked> {
  const begun = performance.now()
  let firstMs = Infinity
  const answers = await Promise.all(
    hosts.map(async ({ client }) => {
      const lines: TraceLine[] = []
      for await (const line of client.trace(query)) {
        if (line.kind === 'message') firstMs = Math.min(firstMs, performance.now() - begun)
        lines.push(line)
      }
      return lines
    }),
  )
  const wholeMs = performance.now() - begun
  return { firstMs: Math.min(firstMs, wholeMs), wholeMs, answers }
}

/** Whether each message is what was asked for, with as many attempts as grep finds for its id. */
function isRight(kind: Kind, word: string, { log }: BenchHost, answer: TraceLine[]): boolean {
  const messages = latestTellings(answer)
  if (messages.length === 0 || answer.at(-1)?.kind !== 'end') return false
  return messages.slice(0, 2).every((message) => isAsked(message, kind, word) && attemptsOf(message) === attemptsIn(log, message.queueIds[0] ?? ''))
}

function isAsked(message: TracedMessage, kind: Kind, word: string): boolean {
  switch (kind) {
    case 'messageId':
      return message.messageId === word
    case 'queueId':
      return message.queueIds.includes(word)
    case 'account':
      return message.account === word
    case 'recipient':
      return message.steps.some(({ recipient }) => recipient === word)
  }
}

function attemptsOf({ steps, queueIds }: TracedMessage): number {
  return steps.filter(({ what, queueId }) => queueId === queueIds[0] && (what === 'delivered' || what === 'deferred' || what === 'bounced')).length
}

function attemptsIn(log: string, id: string): number {
  return Number(spawnSync('grep', ['-cF', `]: ${id}: to=<`, log], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).stdout)
}

async function timeOf(programs: string[][]): Promise<number> {
  const begun = performance.now()
  await Promise.all(programs.map(([program = '', ...args]) => new Promise((resolve) => spawn(program, args, { stdio: 'ignore', env: { ...process.env, LC_ALL: 'C' } }).once('exit', resolve))))
  return performance.now() - begun
}

function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
}

/** A word of a line somewhere in the log. */
function pickWord(random: Random, log: string, kind: Kind): string {
  const { size } = statSync(log)
  const fd = openSync(log, 'r')
  try {
    for (;;) {
      const block = Buffer.alloc(65_536)
      const length = readSync(fd, block, 0, block.length, Math.floor(random() * Math.max(1, size - block.length)))
      for (const text of block.toString('latin1', 0, length).split('\n').slice(1, -1)) {
        const word = wordIn(text, kind)
        if (word !== null) return word
      }
    }
  } finally {
    closeSync(fd)
  }
}

function wordIn(text: string, kind: Kind): string | null {
  const fact = parsePostfixLine(text, new Date())?.fact
  switch (kind) {
    case 'messageId':
      return fact?.kind === 'message-id' && fact.messageId.includes('kunde') ? fact.messageId : null
    case 'queueId':
      return fact?.kind === 'client' ? fact.id : null
    case 'account':
      return fact?.kind === 'client' ? fact.saslName : null
    case 'recipient':
      return fact?.kind === 'delivery' && !fact.relay.includes('private/') ? fact.recipient : null
  }
}

/** The day of the log, whatever year this is read in. */
function spanOf(log: string): { since: string; until: string } {
  const fd = openSync(log, 'r')
  const block = Buffer.alloc(4096)
  readSync(fd, block, 0, block.length, 0)
  closeSync(fd)
  const first = block.toString('latin1').split('\n').map((text) => parsePostfixLine(text, new Date())).find((line) => line !== null)
  if (!first) throw new Error(`${log} does not begin with lines of Postfix`)
  const begin = first.at.getTime() - DAY_MS / 24
  return { since: new Date(begin).toISOString(), until: new Date(begin + 2 * DAY_MS).toISOString() }
}

function percentile(numbers: number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

function ms(numbers: number[], share: number): string {
  return Math.round(percentile(numbers, share)).toLocaleString('en')
}

function goal(name: string, wanted: number, got: number) {
  return { goal: name, wanted: wanted === 0 ? '0' : `≤ ${wanted}`, got: String(Math.round(got)), isMet: got <= wanted }
}

function say(words: string): void {
  process.stdout.write(words)
}
