import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A vpopmail home with the given accounts and their flags (pw_gid), and the programs of `programs` in its bin/. */
export function makeVpopmail(home: string, accounts: Record<string, number>, programs: string): void {
  mkdirSync(join(home, 'bin'), { recursive: true })
  for (const name of ['vuserinfo', 'vmoduser']) {
    copyFileSync(join(programs, name), join(home, 'bin', name))
    chmodSync(join(home, 'bin', name), 0o755)
  }
  const names = Object.keys(accounts)
  for (const domain of new Set(names.map((name) => name.slice(name.lastIndexOf('@') + 1)))) {
    const folder = join(home, 'domains', domain)
    mkdirSync(folder, { recursive: true })
    const lines = names.filter((name) => name.endsWith(`@${domain}`)).map((name) => vpasswdLine(name, accounts[name] ?? 0, folder))
    if (!existsSync(join(folder, 'vpasswd'))) writeFileSync(join(folder, 'vpasswd'), lines.join(''), { mode: 0o600 })
  }
}

function vpasswdLine(account: string, flags: number, folder: string): string {
  const user = account.slice(0, account.lastIndexOf('@'))
  return `${user}:$1$nobody$knows:0:${flags}:${user}:${join(folder, user)}:NOQUOTA\n`
}
