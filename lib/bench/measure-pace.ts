import { chmodSync, closeSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readListFile } from '../blocklists/list-file.ts'
import { sweepBlocklists } from '../blocklists/sweep-blocklists.ts'
import { readAddress, type Target } from '../blocklists/target.ts'
import { freeUdpPort } from './free-udp-port.ts'
import type { BlocklistZones } from './generators/blocklist-zones.ts'
import { startRbldnsd } from './start-rbldnsd.ts'

const MIB = 1024 * 1024
/** Growth of what is alive, from the first fifth of a sweep to its end, that still counts as flat. */
const FLAT_MIB = 4
/** Looks at memory in one sweep. */
const SAMPLES = 20

/** Questions that a list allows in a second: the strictest ones we know (5/s, one per 100 ms), and courtesy elsewhere. */
const PER_SECOND = [5, 10, 25, 50]

interface Sample {
  share: number
  alive: number
  rss: number
}

interface PaceRun {
  folder: string
  addresses: string[]
  zones: BlocklistZones
  timeoutMs: number
  say: (words: string) => void
}

/** Node gives its collector away on request only. */
const collectGarbage = (() => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
})()

/** A sweep of lists that each have a limit; what reached each list in every second is counted from rbldnsd's own log. */
export async function measurePace({ folder, addresses, zones, timeoutMs, say }: PaceRun) {
  const logFile = path.join(folder, 'queries.log')
  closeSync(openSync(logFile, 'w'))
  chmodSync(logFile, 0o666)
  const rbldnsd = await startRbldnsd({ folder, port: await freeUdpPort(), zones: zones.zones, logFile })
  const limits = new Map(zones.names.map((name, at) => [name, PER_SECOND[at % PER_SECOND.length] as number]))
  const { lists } = readListFile(JSON.stringify(zones.names.map((zone) => ({ zone, kind: ['ip4'], limits: { per_second: limits.get(zone) } }))))
  const targets = addresses.map((each) => readAddress(each) as Target)
  const total = targets.length * lists.length
  const memory: Sample[] = []
  const counts = { checks: 0, unknown: 0, wrong: 0 }
  const begun = performance.now()
  try {
    for await (const checks of sweepBlocklists(targets, lists, [{ name: 'rbldnsd', address: rbldnsd.address, port: rbldnsd.port }], { timeoutMs })) {
      for (const check of checks) {
        if (check.state === 'unknown') counts.unknown++
        else if ((check.state === 'listed') !== zones.truth.has(`${check.target} ${check.list}`)) counts.wrong++
      }
      counts.checks += checks.length
      if (counts.checks >= (total * (memory.length + 1)) / SAMPLES) {
        collectGarbage()
        const { heapUsed, external, rss } = process.memoryUsage()
        memory.push({ share: counts.checks / total, alive: (heapUsed + external) / MIB, rss: rss / MIB })
        say(`\r  ${Math.round((100 * counts.checks) / total)} %, ${Math.round((performance.now() - begun) / 1000)} s `)
      }
    }
  } finally {
    await rbldnsd.stop()
  }
  say('\n')
  const seconds = (performance.now() - begun) / 1000
  return judge({ limits, seconds, memory, counts, total, log: readFileSync(logFile, 'latin1') })
}

function judge({ limits, seconds, memory, counts, total, log }: { limits: Map<string, number>; seconds: number; memory: Sample[]; counts: { checks: number; unknown: number; wrong: number }; total: number; log: string }) {
  const peaks = peaksOf(log)
  // A list of which nothing stands in the log was not measured, which is no success.
  const over = [...limits].filter(([zone, limit]) => (peaks.get(zone) ?? Infinity) > limit).length
  const early = memory.find((each) => each.share >= 0.2) ?? memory[0]
  const growth = early ? Math.max(...memory.map((each) => each.alive)) - early.alive : 0
  const rows = PER_SECOND.map((limit) => {
    const zones = [...limits].filter(([, each]) => each === limit).map(([zone]) => peaks.get(zone) ?? 0)
    return { 'limit per s': limit, lists: zones.length, 'most in any second': zones.length === 0 ? null : Math.max(...zones) }
  })
  const goals = [
    { goal: 'paced: lists over their limit', wanted: '0', got: `${over} of ${limits.size}`, isMet: over === 0 },
    { goal: 'paced: seconds', wanted: '-', got: seconds.toFixed(1), isMet: true },
    { goal: 'paced: lost', wanted: '0', got: String(counts.unknown + total - counts.checks), isMet: counts.unknown === 0 && counts.checks === total },
    { goal: 'paced: wrong', wanted: '0', got: String(counts.wrong), isMet: counts.wrong === 0 },
    { goal: 'paced: MiB alive more than at a fifth', wanted: `≤ ${FLAT_MIB}`, got: `${growth.toFixed(1)} (of ${early?.alive.toFixed(0)})`, isMet: growth <= FLAT_MIB },
    { goal: 'paced: largest RSS MiB', wanted: '-', got: Math.max(0, ...memory.map((each) => each.rss)).toFixed(0), isMet: true },
  ]
  return { rows, goals }
}

/** The most queries for each zone in one second, from lines `SECONDS CLIENT NAME TYPE CLASS: …`. */
function peaksOf(log: string): Map<string, number> {
  const perSecond = new Map<string, number>()
  for (const [, second, zone] of log.matchAll(/^(\d+) \S+ \S*?(z\d+\.test) /gm)) {
    const key = `${zone} ${second}`
    perSecond.set(key, (perSecond.get(key) ?? 0) + 1)
  }
  const peaks = new Map<string, number>()
  for (const [key, count] of perSecond) {
    const zone = key.slice(0, key.indexOf(' '))
    peaks.set(zone, Math.max(peaks.get(zone) ?? 0, count))
  }
  return peaks
}
