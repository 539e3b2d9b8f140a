import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { flagsAsArguments, lettersInUsage, NO_SMTP } from './vpopmail-flags.ts'

const TIME_LIMIT_MS = 20_000

/** The account's own flags, and its relay lock, through vpopmail's own programs. */
export type Vpopmail = {
  /** pw_gid in decimal. Throws when there is no such account. */
  flags(account: string): Promise<number>
  close(account: string): Promise<void>
  /** Clears NO_SMTP alone: every other flag stays as it is at this moment, whoever set it. */
  open(account: string): Promise<void>
}

export function openVpopmail(bin: string): Vpopmail {
  const vmoduser = join(bin, 'vmoduser')
  const flags = async (account: string) => {
    const { stdout, stderr, code } = await run(join(bin, 'vuserinfo'), ['-g', '--', asAccount(account)])
    const text = stdout.trim()
    if (code !== 0 || !/^\d+$/.test(text)) {
      throw new Error(`vpopmail does not tell the flags of ${account}: ${(text || stderr.trim()).slice(0, 200) || `exit code ${code}`}`)
    }
    return Number(text)
  }
  const change = async (account: string, options: string[]) => {
    const { stdout, stderr, code } = await run(vmoduser, [...options, '--', asAccount(account)])
    if (code !== 0) throw new Error(`vmoduser failed for ${account}: ${(stderr || stdout).trim().slice(0, 200) || `exit code ${code}`}`)
  }

  return {
    flags,
    close: async (account) => {
      await change(account, ['-s'])
      if (((await flags(account)) & NO_SMTP) === 0) throw new Error(`vmoduser -s was called for ${account}, but its smtp access is still open`)
    },
    open: async (account) => {
      const usage = await run(vmoduser, ['-h'])
      const letters = lettersInUsage(usage.stdout + usage.stderr)
      const wanted = (await flags(account)) & ~NO_SMTP
      await change(account, flagsAsArguments(wanted, letters))
      const now = await flags(account)
      if (now !== wanted) throw new Error(`flags of ${account} should be ${wanted} after vmoduser, but are ${now}`)
    },
  }
}

/** vmoduser and vuserinfo take a name without `@` for a whole DOMAIN and would change everybody in it. */
function asAccount(account: string): string {
  if (!/^[^@:\s-][^@:\s]*@[^@:\s]+$/.test(account)) throw new Error(`${account} is no vpopmail account: it needs the form name@domain`)
  return account
}

function run(program: string, args: string[]): Promise<{ stdout: string; stderr: string; code: number }> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: TIME_LIMIT_MS }, (error, stdout, stderr) => {
      if (!error) return resolve({ stdout, stderr, code: 0 })
      if (typeof error.code === 'number') return resolve({ stdout, stderr, code: error.code })
      reject(new Error(`${program} could not be run`, { cause: error }))
    })
  })
}
