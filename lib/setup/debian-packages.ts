import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { mustRun, runProgram, type RunOptions } from './run-program.ts'

/** Debian packages that the tests run for real. */
export const TEST_PACKAGES = ['chromium', 'postfix', 'postfix-lmdb', 'dovecot-core', 'dovecot-imapd', 'dovecot-submissiond', 'rbldnsd', 'iproute2', 'libidn12', 'libevent-2.1-7']

/**
 * Packages that cannot be installed beside postfix, because dpkg knows one mail server only: they are unpacked, and run
 * by their path. `program`: what they are wanted for.
 */
export const UNPACKED_PACKAGES = [
  { name: 'exim4-daemon-light', program: 'usr/sbin/exim4' },
  { name: 'opensmtpd', program: 'usr/sbin/smtpd' },
]

/** The folder that a package of `UNPACKED_PACKAGES` is unpacked to. */
export function unpackedFolder(root: string, name: string): string {
  return path.join(root, '.relayward/packages', name)
}

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

/** Names of the packages that are still to be unpacked. */
export function notUnpacked(root: string): string[] {
  return UNPACKED_PACKAGES.filter(({ name, program }) => !existsSync(path.join(unpackedFolder(root, name), program))).map(({ name }) => name)
}

/** Downloads packages and unpacks each into a folder of its own; needs root, since a program in it may be setuid. */
export async function unpackPackages(names: string[], root: string, signal?: AbortSignal): Promise<void> {
  await mkdir(path.join(root, '.relayward/packages'), { recursive: true })
  for (const name of names) {
    const downloads = await mkdtemp(path.join(root, '.relayward/packages/download-'))
    const options: RunOptions = { cwd: downloads, limitMs: 300_000, signal }
    try {
      await mustRun('apt-get', ['download', '-q', '-o', 'APT::Sandbox::User=root', '--', name], options)
      const [file] = await readdir(downloads)
      if (file === undefined) throw new Error(`apt-get downloaded no file of ${name}`)
      await mustRun('dpkg', ['-x', file, unpackedFolder(root, name)], options)
    } finally {
      await rm(downloads, { recursive: true })
    }
  }
}
