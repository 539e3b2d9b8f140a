import { appendFileSync, chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The programs of a vpopmail, as they lie in its bin/. */
const PROGRAMS = join(import.meta.dirname, 'vpopmail')

/** A vpopmail home with the given accounts and their flags (pw_gid); accounts that are there keep their flags. */
export function makeVpopmail(home: string, accounts: Record<string, number>): void {
  mkdirSync(join(home, 'bin'), { recursive: true })
  for (const name of ['vuserinfo', 'vmoduser']) {
    copyFileSync(join(PROGRAMS, name), join(home, 'bin', name))
    chmodSync(join(home, 'bin', name), 0o755)
  }
  for (const [account, flags] of Object.entries(accounts)) addAccount(home, account, flags)
}

function addAccount(home: string, account: string, flags: number): void {
  const at = account.lastIndexOf('@')
  const user = account.slice(0, at)
  const folder = join(home, 'domains', account.slice(at + 1))
  const file = join(folder, 'vpasswd')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 })
  if (readFileSync(file, 'utf8').split('\n').some((line) => line.startsWith(`${user}:`))) return
  appendFileSync(file, `${user}:$1$nobody$knows:0:${flags}:${user}:${join(folder, user)}:NOQUOTA\n`)
}
