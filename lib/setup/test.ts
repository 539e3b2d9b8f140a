import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { installPackages, missingPackages, notUnpacked, TEST_PACKAGES, unpackPackages } from './debian-packages.ts'
import { endOnSignal } from './end-on-signal.ts'
import { openProgress } from './progress.ts'
import { FAMILIES, type Count, type Family, type FamilyContext } from './test-families.ts'

const HELP = `Runs everything that must pass before a change lands.

  npm test              all families, of the long ones a seeded tenth
  npm run test:long     the long ones whole
  npm test -- --only NAME[,NAME]   some families: ${FAMILIES.map((family) => family.name).join(', ')}

As root the Debian packages that are missing are installed first. The last line is "N passed, N failed".
`

const root = path.resolve(import.meta.dirname, '../..')
const isRoot = process.getuid?.() === 0
/** In CI a check that could not run counts as failed. */
const isStrict = process.env.CI === 'true'
const signal = endOnSignal()
const progress = openProgress(signal)

/** @returns exit code */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { long: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } } })
  const wanted = values.only?.split(',').map((name) => name.trim())
  const families = FAMILIES.filter((family) => !wanted || wanted.includes(family.name))
  if (values.help || families.length === 0) {
    process.stdout.write(HELP)
    return values.help ? 0 : 2
  }
  const missing = await providePackages()
  const context = await openContext(values.long ?? false)
  const counts: Count[] = []
  for (const family of families) counts.push(await runFamily(family, missing, context))
  const passed = sum(counts.map((count) => count.passed))
  const failed = sum(counts.map((count) => count.failed))
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

/** @returns names of the packages that are still missing */
async function providePackages(): Promise<string[]> {
  const missing = await missingPackages(TEST_PACKAGES, root)
  const packed = notUnpacked(root)
  if (missing.length + packed.length === 0) return []
  if (!isRoot) {
    progress.say(`These Debian packages are missing, and only root can install them: ${[...missing, ...packed].join(' ')}`)
    return [...missing, ...packed]
  }
  if (missing.length > 0) await progress.step(`Installing Debian packages: ${missing.join(' ')}`, () => installPackages(missing, root, signal)).catch(report)
  if (packed.length > 0) await progress.step(`Unpacking Debian packages: ${packed.join(' ')}`, () => unpackPackages(packed, root, signal)).catch(report)
  return [...(await missingPackages(TEST_PACKAGES, root)), ...notUnpacked(root)]
}

async function openContext(isLong: boolean): Promise<FamilyContext> {
  const reports = path.join(root, 'test-results/reports')
  await mkdir(reports, { recursive: true })
  const env: NodeJS.ProcessEnv = { ...process.env, ...(isLong ? { RELAYWARD_LONG: '1' } : {}), CHECKPOINT_DISABLE: '1', NEXT_TELEMETRY_DISABLED: '1' }
  return { root, reports, signal, env, onOutput: (text) => void process.stderr.write(text) }
}

async function runFamily(family: Family, missing: string[], context: FamilyContext): Promise<Count> {
  const obstacle = obstacleOf(family, missing)
  if (obstacle) {
    progress.say(`• ${family.name}: not run, ${obstacle}${isStrict ? ' (counts as failed)' : ''}`)
    return { passed: 0, failed: isStrict ? 1 : 0, notRun: 0 }
  }
  const begun = Date.now()
  const count = await progress.step(family.name, () => family.run(context)).catch((error: unknown) => {
    report(error)
    return { passed: 0, failed: 1, notRun: 0 }
  })
  const notRun = count.notRun === 0 ? '' : `, ${count.notRun} not run here${isRoot ? '' : ' (some need root)'}${isStrict ? ', counted as failed' : ''}`
  progress.say(`  ${family.name}: ${count.passed} passed, ${count.failed} failed${notRun}, ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  return isStrict ? { ...count, failed: count.failed + count.notRun } : count
}

function obstacleOf(family: Family, missing: string[]): string | undefined {
  if (family.needsRoot && !isRoot) return 'it starts real mail servers and needs root'
  const lacking = family.packages?.filter((name) => missing.includes(name)) ?? []
  return lacking.length > 0 ? `it needs the Debian packages ${lacking.join(' ')}` : undefined
}

function report(error: unknown): void {
  progress.say(error instanceof Error ? error.message : String(error))
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

process.exitCode = await main()
