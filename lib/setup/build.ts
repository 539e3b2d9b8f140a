import { existsSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild'
import { mustRun } from './run-program.ts'
import { hasStamp, hashSources, writeStamp } from './source-stamp.ts'

/** What a build leaves, relative to the checkout. */
export const BUILT = { web: '.next/standalone/server.js', program: 'dist/relayward.mjs', desk: 'dist/relayward-desk.mjs', stamp: 'dist/build-stamp' }

/**
 * Pages are rendered on request, but their modules are loaded once while they are built, and those that read the
 * environment refuse to load without it. None of these values reaches the result.
 */
const ENV_WHILE_BUILDING: Readonly<NodeJS.ProcessEnv> = {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/only_while_building',
  RELAYWARD_SECRET: 'only-while-building-only-while-building',
  NEXTAUTH_SECRET: 'only-while-building-only-while-building',
  NEXTAUTH_URL: 'http://localhost:3000',
}

/** Whether the last build was made from the sources as they are now. */
export async function isBuilt(root: string): Promise<boolean> {
  if (![BUILT.web, BUILT.program, BUILT.desk].every((file) => existsSync(path.join(root, file)))) return false
  return hasStamp(path.join(root, BUILT.stamp), await hashSources(root))
}

/** Builds the pages and the program `relayward`. The stamp is written last, so that a broken off build counts as none. */
export async function buildAll(root: string, signal?: AbortSignal): Promise<void> {
  const hash = await hashSources(root)
  await rm(path.join(root, BUILT.stamp), { force: true })
  await buildProgram(root)
  await buildWeb(root, signal)
  await writeStamp(path.join(root, BUILT.stamp), hash)
}

/** The pages: Next's standalone server, with the static files it leaves out copied beside it. */
export async function buildWeb(root: string, signal?: AbortSignal): Promise<void> {
  const standalone = path.join(root, '.next/standalone')
  await rm(standalone, { recursive: true, force: true })
  const env = { ...process.env, ...ENV_WHILE_BUILDING }
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  await mustRun(process.execPath, [next, 'build'], { cwd: root, env, limitMs: 900_000, signal })
  await cp(path.join(root, '.next/static'), path.join(standalone, '.next/static'), { recursive: true })
  if (existsSync(path.join(root, 'public'))) await cp(path.join(root, 'public'), path.join(standalone, 'public'), { recursive: true })
}

/**
 * The program `relayward` as one file that runs without node_modules, agent and tools; beside it, for machines that
 * have the desk's database, `relayward-desk.mjs`.
 */
export async function buildProgram(root: string, outfile = path.join(root, BUILT.program)): Promise<void> {
  const folder = path.dirname(outfile)
  await mkdir(folder, { recursive: true })
  await Promise.all([
    bundle({ ...BUNDLED, absWorkingDir: root, entryPoints: [path.join(root, 'lib/cli/main.ts')], outfile, plugins: [leaveOutDesk] }),
    bundle({ ...BUNDLED, absWorkingDir: root, entryPoints: [path.join(root, 'lib/cli/desk-programs.ts')], outfile: path.join(folder, DESK_FILE) }),
  ])
}

const DESK_FILE = path.basename(BUILT.desk)

const leaveOutDesk: Plugin = {
  name: 'leave-out-desk',
  setup: ({ onResolve }) => onResolve({ filter: /\/desk-programs\.ts$/ }, () => ({ path: `./${DESK_FILE}`, external: true })),
}

const BUNDLED: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  keepNames: true,
  logLevel: 'silent',
  // pg-native is optional and absent; argon2 is native and belongs to the web process alone.
  external: ['pg-native', '@node-rs/argon2'],
  // pg is CommonJS and calls require, which an ES module does not have.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
}
