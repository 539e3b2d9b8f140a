import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { buildAll, isBuilt } from './build.ts'
import { generate } from './generate.ts'
import { runProgram } from './run-program.ts'

/** What one family of checks came to. */
export interface Count {
  passed: number
  failed: number
  /** Tests that cannot run here, each of which names why where it stands. */
  notRun: number
}

export interface FamilyContext {
  root: string
  /** Folder for the reports. */
  reports: string
  signal: AbortSignal
  env: NodeJS.ProcessEnv
  onOutput: (text: string) => void
}

export interface Family {
  name: string
  run: (context: FamilyContext) => Promise<Count>
  /** It starts real mail servers, which only root can. */
  needsRoot?: boolean
  /** Debian packages without which it cannot run. */
  packages?: string[]
}

const MINUTE = 60_000

/** Every family, in the order in which they run: what fails fast comes first. */
export const FAMILIES: Family[] = [
  { name: 'database client', run: ({ root }) => once(() => generate(root)) },
  { name: 'types', run: (context) => program(context, 'typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', run: (context) => program(context, 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']) },
  { name: 'rules and parts', run: (context) => vitest(context, 'unit') },
  { name: 'database', run: (context) => vitest(context, 'database') },
  {
    name: 'mail hosts',
    needsRoot: true,
    packages: ['postfix', 'postfix-lmdb', 'dovecot-core', 'dovecot-imapd', 'iproute2', 'libidn12', 'exim4-daemon-light'],
    run: (context) => vitest(context, 'hosts'),
  },
  { name: 'build', run: ({ root, signal }) => once(async () => ((await isBuilt(root)) ? undefined : buildAll(root, signal))) },
  { name: 'browser', packages: ['chromium'], run: playwright },
]

async function once(work: () => Promise<unknown>): Promise<Count> {
  await work()
  return { passed: 1, failed: 0, notRun: 0 }
}

async function program(context: FamilyContext, script: string, args: string[]): Promise<Count> {
  const { code } = await runNode(context, script, args, 10 * MINUTE)
  return code === 0 ? { passed: 1, failed: 0, notRun: 0 } : { passed: 0, failed: 1, notRun: 0 }
}

function runNode({ root, env, signal, onOutput }: FamilyContext, script: string, args: string[], limitMs: number) {
  return runProgram(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, env, limitMs, signal, onOutput })
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })

async function vitest(context: FamilyContext, project: string): Promise<Count> {
  const report = path.join(context.reports, `vitest-${project}.json`)
  await rm(report, { force: true })
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runNode(context, 'vitest/vitest.mjs', args, 60 * MINUTE)
  const counts = vitestReport.parse(await readReport(report))
  return countOf(code, { passed: counts.numPassedTests, failed: counts.numFailedTests, notRun: counts.numPendingTests })
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

async function playwright(context: FamilyContext): Promise<Count> {
  const report = path.join(context.reports, 'playwright.json')
  await rm(report, { force: true })
  const env = { ...context.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const { code } = await runNode({ ...context, env }, '@playwright/test/cli.js', ['test', '--reporter=list,json'], 60 * MINUTE)
  const { stats } = playwrightReport.parse(await readReport(report))
  // A test that passes only at the second try has failed.
  return countOf(code, { passed: stats.expected, failed: stats.unexpected + stats.flaky, notRun: stats.skipped })
}

/** A family that ended badly without a failed test (a file that could not be loaded, an error between tests) has failed once. */
function countOf(code: number, count: Count): Count {
  return { ...count, failed: code !== 0 && count.failed === 0 ? 1 : count.failed }
}

async function readReport(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}
