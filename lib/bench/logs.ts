import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../cli/table.ts'
import { buildProgram } from '../setup/build.ts'
import { generate } from '../setup/generate.ts'
import { LOG_KINDS, type LogKind } from './log-kinds.ts'
import type { LogTruth } from './generators/log-writer.ts'
import { judgeTally, type Verdict } from './judge-tally.ts'
import { findPeers, type Peer } from './log-peers.ts'
import { measureProgram, type Cost } from './measure-program.ts'
import { median } from './median.ts'

const USAGE = `npm run bench -- logs [--format ${Object.keys(LOG_KINDS).join('|')}] [--lines N] [--runs N]

Generates a log of N lines once (2,000,000; kept in .relayward/bench/), reads it with every peer that is here and with
relayward parse-log, whole processes in turns, and prints lines per CPU second (user and system), the largest memory and
what is wrong against the truth of the generator. Without --format all logs in turn. With --lines 10000000 the memory
must be the same. Exit code 1: a goal is missed.
`
const RSS_GOAL_MIB = 128
const SEED = 42
const root = path.resolve(import.meta.dirname, '../..')
const folder = path.join(root, '.relayward/bench')

/** `npm run bench -- logs` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { format: { type: 'string' }, lines: { type: 'string' }, runs: { type: 'string' }, help: { type: 'boolean' } } })
  const lines = Number(values.lines ?? 2_000_000)
  const runs = Number(values.runs ?? 3)
  const kinds = Object.keys(LOG_KINDS).filter((name) => values.format === undefined || values.format === name)
  if (values.help || kinds.length === 0 || !(lines >= 1000) || !(runs >= 1)) {
    process[values.help ? 'stdout' : 'stderr'].write(USAGE)
    return values.help ? 0 : 2
  }
  mkdirSync(folder, { recursive: true })
  await generate(root)
  await buildProgram(root, path.join(folder, 'relayward.mjs'))
  let isMet = true
  for (const name of kinds) isMet = (await compare(name, LOG_KINDS[name] as LogKind, lines, runs)) && isMet
  return isMet ? 0 : 1
}

/** @returns whether our goals are met */
async function compare(name: string, kind: LogKind, lines: number, runs: number): Promise<boolean> {
  const file = provideLog(name, kind, lines)
  const ours: Peer = { name: 'relayward parse-log', program: process.execPath, args: [path.join(folder, 'relayward.mjs'), 'parse-log', '--format', name, '--json'], isOurs: true }
  const { peers, absent } = await findPeers(name, folder)
  say(`\n${name}: ${lines.toLocaleString('en')} lines, ${Math.round(statSync(file).size / 1e6)} MB, ${runs} runs in turns\n`)
  for (const words of absent) say(`  ${words}\n`)

  const costs = new Map<Peer, Cost[]>([...peers, ours].map((peer) => [peer, []]))
  const output = path.join(folder, `${name}.out`)
  for (let each = 0; each < runs; each++) {
    for (const [peer, measured] of costs) measured.push(await measureProgram(peer.program, [...peer.args, file], output))
  }
  const verdict = judgeTally(JSON.parse(readFileSync(output, 'utf8')), JSON.parse(readFileSync(`${file}.truth.json`, 'utf8')) as LogTruth)
  return report(costs, lines, verdict)
}

function provideLog(name: string, kind: LogKind, lines: number): string {
  const file = path.join(folder, `${name}-${lines}-${SEED}-v${kind.version}.log`)
  if (existsSync(file)) return file
  say(`Generating ${file} …\n`)
  kind.generate(lines, SEED, `${file}.new`, `${file}.truth.json`)
  renameSync(`${file}.new`, file)
  return file
}

function report(costs: Map<Peer, Cost[]>, lines: number, { wrong, of }: Verdict): boolean {
  const rows = [...costs].map(([peer, measured]) => ({ peer, cpu: median(measured.map((cost) => cost.cpuSeconds)), rss: Math.max(...measured.map((cost) => cost.rssMiB)) }))
  const base = rows.find(({ peer }) => peer.isBase)
  say(`${table(rows.map(({ peer, cpu, rss }) => ({
    program: peer.name, 'CPU s': cpu.toFixed(2), 'lines per CPU s': Math.round(lines / cpu).toLocaleString('en'),
    ratio: base ? `${(base.cpu / cpu).toFixed(1)} ×` : null, 'RSS MiB': Math.round(rss),
  })))}`)
  const ours = rows.find(({ peer }) => peer.isOurs) as (typeof rows)[number]
  const goals = [
    { goal: 'wrong accounts', wanted: '0', got: `${wrong} of ${of}`, isMet: wrong === 0 },
    { goal: 'RSS MiB', wanted: `≤ ${RSS_GOAL_MIB}`, got: String(Math.round(ours.rss)), isMet: ours.rss <= RSS_GOAL_MIB },
    ...goalOfRatio(base?.peer, base ? base.cpu / ours.cpu : 0),
  ]
  say(`\n${table(goals.map(({ isMet, ...goal }) => ({ ...goal, met: isMet ? 'yes' : 'NO' })))}`)
  return goals.every(({ isMet }) => isMet)
}

function goalOfRatio(peer: Peer | undefined, ratio: number) {
  if (!peer?.goal) return []
  return [{ goal: `lines per CPU s against ${peer.name}`, wanted: `≥ ${peer.goal} ×`, got: `${ratio.toFixed(1)} ×`, isMet: ratio >= peer.goal }]
}

function say(words: string): void {
  process.stdout.write(words)
}
