import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { table } from '../cli/table.ts'
import { freeUdpPort } from './free-udp-port.ts'
import { sweptAddresses, writeBlocklistZones } from './generators/blocklist-zones.ts'
import { measureBareDatagrams } from './measure-bare-datagrams.ts'
import { measureDnsperf } from './measure-dnsperf.ts'
import { measurePace } from './measure-pace.ts'
import { measureSweep, type SweepCost } from './measure-sweep.ts'
import { median } from './median.ts'
import { startRbldnsd } from './start-rbldnsd.ts'

const USAGE = `npm run bench -- blocklists [--ips N] [--lists N] [--entries N] [--runs N] [--timeout-ms N] [--paced-ips N] [--paced-lists N]

Sweeps N addresses (256) × N lists (40) of a real rbldnsd with N entries each (25,000; the first has 40 times as many) in
turns with dnsperf on the same questions; once more with five lists that never answer; and N addresses (1,000) × N lists
(60) within the limits of each list, as rbldnsd's own log has them (--paced-ips 0 leaves that out; it takes minutes).
Exit code 1: a goal is missed.
`
const SILENT = 5
const SEED = 5
const WARM_UP = 10
const RATE_GOAL = 0.7
const SILENT_GOAL = 1.2

interface Goal {
  goal: string
  wanted: string
  got: string
  isMet: boolean
}

/** `npm run bench -- blocklists` */
export async function run(args: string[]): Promise<number> {
  const string = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { ips: string, lists: string, entries: string, runs: string, 'timeout-ms': string, 'paced-ips': string, 'paced-lists': string, help: { type: 'boolean' } } })
  const number = (text: string | undefined, fallback: number) => Number(text ?? fallback)
  const size = {
    ips: number(values.ips, 256), lists: number(values.lists, 40), entries: number(values.entries, 25_000), runs: number(values.runs, 15),
    timeoutMs: number(values['timeout-ms'], 2_000), pacedIps: number(values['paced-ips'], 1_000), pacedLists: number(values['paced-lists'], 60),
  }
  const isWrong = !Object.values(size).every((each) => Number.isInteger(each) && each >= 0) || size.ips < 1 || size.lists < 1 || size.runs < 1
  if (values.help || isWrong) {
    process[values.help ? 'stdout' : 'stderr'].write(USAGE)
    return values.help ? 0 : 2
  }
  if (!existsSync('/usr/sbin/rbldnsd')) {
    process.stderr.write('rbldnsd is not here: apt-get install rbldnsd (Debian, Ubuntu).\n')
    return 1
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-bench-rbl-'))
  // rbldnsd leaves root behind, and its log lies in a folder below.
  chmodSync(folder, 0o755)
  try {
    // The slow one first, so that its memory is that of a worker that has just begun.
    const paced = size.pacedIps > 0 ? await measureLimits(path.join(folder, 'paced'), size) : []
    const goals = [...(await measureSpeed(folder, size)), ...paced]
    say(`\n${table(goals.map(({ isMet, ...goal }) => ({ ...goal, met: isMet ? 'yes' : 'NO' })))}`)
    return goals.every(({ isMet }) => isMet) ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Size = { ips: number; lists: number; entries: number; runs: number; timeoutMs: number; pacedIps: number; pacedLists: number }

async function measureSpeed(folder: string, { ips, lists, entries, runs, timeoutMs }: Size): Promise<Goal[]> {
  say(`Generating ${lists} zones …\n`)
  const addresses = sweptAddresses(ips)
  const zones = writeBlocklistZones(folder, { lists, silent: SILENT, entries, swept: ips, seed: SEED })
  const rbldnsd = await startRbldnsd({ folder, port: await freeUdpPort(), zones: zones.zones })
  try {
    const sweep = (names: string[]) => measureSweep({ addresses, names, truth: zones.truth, rbldnsd, timeoutMs })
    const dnsperf = () => measureDnsperf({ addresses, names: zones.names, folder, rbldnsd })
    // A worker sweeps for months: what is measured is a program that has run for a while.
    for (let each = 0; each < WARM_UP; each++) await sweep(zones.names)
    const ours: SweepCost[] = []
    const theirs: number[] = []
    const bare: number[] = []
    for (let each = 0; each < runs; each++) {
      const peer = await dnsperf()
      if (peer !== null) theirs.push(peer)
      bare.push(await measureBareDatagrams({ addresses, names: zones.names, rbldnsd }))
      ours.push(await sweep(zones.names))
    }
    const silent: SweepCost[] = []
    for (let each = 0; each < Math.min(runs, 3); each++) silent.push(await sweep([...zones.names, ...zones.silent]))
    return report({ ours, theirs, bare: median(bare), silent, timeoutMs, questions: ips * lists })
  } finally {
    await rbldnsd.stop()
  }
}

function report({ ours, theirs, bare, silent, timeoutMs, questions }: { ours: SweepCost[]; theirs: number[]; bare: number; silent: SweepCost[]; timeoutMs: number; questions: number }): Goal[] {
  const rate = median(ours.map((cost) => cost.questions / cost.seconds))
  const peer = theirs.length === 0 ? null : median(theirs)
  const clean = median(ours.map((cost) => cost.seconds))
  const late = median(silent.map((cost) => cost.seconds))
  say(`\nblocklists: ${questions.toLocaleString('en')} questions, ${ours.length} runs in turns, median\n${table([
    { program: 'dnsperf -q 50', 'questions per s': peer === null ? null : Math.round(peer), seconds: peer === null ? null : (questions / peer).toFixed(2), ratio: peer === null ? null : '1.00' },
    { program: "bare loop over Node's sockets", 'questions per s': Math.round(bare), seconds: (questions / bare).toFixed(2), ratio: peer === null ? null : (bare / peer).toFixed(2) },
    { program: 'sweep, self-tests and texts too', 'questions per s': Math.round(rate), seconds: clean.toFixed(2), ratio: peer === null ? null : (rate / peer).toFixed(2) },
    { program: `sweep with ${SILENT} silent lists`, 'questions per s': null, seconds: late.toFixed(2), ratio: null },
  ])}`)
  if (peer === null) say('dnsperf is not here: apt-get install dnsperf (Debian, Ubuntu). Without it the ratio cannot be told.\n')
  const all = [...ours, ...silent]
  const lost = all.reduce((sum, cost) => sum + cost.lost, 0)
  const wrong = all.reduce((sum, cost) => sum + cost.wrong, 0)
  const extra = (late - clean) / (timeoutMs / 1000)
  return [
    ...(peer === null ? [] : [{ goal: 'rate against dnsperf', wanted: `≥ ${RATE_GOAL}`, got: (rate / peer).toFixed(2), isMet: rate / peer >= RATE_GOAL }]),
    { goal: 'lost', wanted: '0', got: String(lost), isMet: lost === 0 },
    { goal: 'wrong', wanted: '0', got: String(wrong), isMet: wrong === 0 },
    { goal: `${SILENT} silent lists cost, in time-outs`, wanted: `≤ ${SILENT_GOAL}`, got: extra.toFixed(2), isMet: extra <= SILENT_GOAL },
  ]
}

async function measureLimits(folder: string, { pacedIps, pacedLists, entries, timeoutMs }: Size): Promise<Goal[]> {
  mkdirSync(folder)
  const swept = sweptAddresses(pacedIps)
  const zones = writeBlocklistZones(folder, { lists: pacedLists, silent: 0, entries: Math.min(entries, 1_000), swept: pacedIps, seed: SEED + 1 })
  const { rows, goals } = await measurePace({ folder, addresses: swept, zones, timeoutMs, say })
  say(`\nwithin limits: ${swept.length.toLocaleString('en')} addresses × ${pacedLists} lists on one worker\n${table(rows)}`)
  return goals
}

function say(words: string): void {
  process.stdout.write(words)
}
