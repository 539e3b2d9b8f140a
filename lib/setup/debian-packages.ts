import { mustRun, runProgram, type RunOptions } from './run-program.ts'

/** Debian packages that the tests run for real. */
export const TEST_PACKAGES = ['chromium', 'postfix', 'postfix-lmdb', 'dovecot-core', 'dovecot-imapd', 'rbldnsd', 'iproute2']

/** Those of some packages that are not installed; all of them on a machine without dpkg. */
export async function missingPackages(names: string[], cwd: string): Promise<string[]> {
  const args = ['--show', '--showformat', '${Package} ${db:Status-Status}\\n', '--', ...names]
  const { output } = await runProgram('dpkg-query', args, { cwd, limitMs: 30_000 }).catch(() => ({ output: '' }))
  const lines = output.split('\n')
  return names.filter((name) => !lines.includes(`${name} installed`))
}

/** Installs packages by apt-get; needs root. */
export async function installPackages(names: string[], cwd: string, signal?: AbortSignal): Promise<void> {
  // In run level 1 invoke-rc.d(8) starts no service: the tests start servers of their own.
  const env: NodeJS.ProcessEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const options: RunOptions = { cwd, env, limitMs: 900_000, signal }
  await mustRun('apt-get', ['update', '-q'], options)
  await mustRun('apt-get', ['install', '-q', '-y', '--no-install-recommends', '--', ...names], options)
}
