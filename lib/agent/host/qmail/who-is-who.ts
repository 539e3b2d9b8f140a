import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Witnesses } from './attribute-message.ts'

/** What the host's own files say about names: uids, its own name, and which domains anybody may send to. */
export type WhoIsWho = Omit<Witnesses, 'book'> & {
  /** An address as the sender wrote it, for one that qmail-send rewrote for a virtual domain. */
  asWritten(recipient: string): string
  /** The uid of an account `uid:NAME@HOST`; null where it is no local user. */
  uidOf(account: string): number | null
}

/** Reads `control/` and the password file once; a change there is seen at the agent's next start. */
export function readWhoIsWho(root: string, passwdFile: string): WhoIsWho {
  const names = readUids(passwdFile)
  const smtpUids = new Set([...names].filter(([, name]) => SMTP_USERS.has(name)).map(([uid]) => uid))
  const control = (name: string) => readLines(join(root, 'control', name))
  const accepted = [...(control('rcpthosts') ?? []), ...(control('morercpthosts') ?? [])].map((line) => line.toLowerCase())
  const isOpenToAll = control('rcpthosts') === null
  const prepends = new Map((control('virtualdomains') ?? []).map(splitAtColon))

  return {
    isSmtpUid: (uid) => smtpUids.has(uid),
    nameOfUid: (uid) => names.get(uid) ?? null,
    hostName: control('me')?.[0] ?? 'localhost',
    needsRelaying: (recipient) => !isOpenToAll && recipient.includes('@') && !isAccepted(domainOf(recipient), accepted),
    uidOf: (account) => {
      const name = /^uid:(.+)@/.exec(account)?.[1]
      return [...names].find(([, one]) => one === name)?.[0] ?? null
    },
    asWritten: (recipient) => withoutPrepend(recipient, prepends),
  }
}

const SMTP_USERS = new Set(['qmaild', 'vpopmail', 'vchkpw', 'popuser'])

function isAccepted(domain: string, accepted: string[]): boolean {
  return accepted.some((entry) => entry === domain || (entry.startsWith('.') && domain.endsWith(entry)))
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

function withoutPrepend(recipient: string, prepends: Map<string, string>): string {
  const prepend = prepends.get(domainOf(recipient))
  return prepend && recipient.startsWith(`${prepend}-`) ? recipient.slice(prepend.length + 1) : recipient
}

function splitAtColon(line: string): [string, string] {
  const colon = line.indexOf(':')
  return colon < 0 ? [line, ''] : [line.slice(0, colon).toLowerCase(), line.slice(colon + 1)]
}

function readUids(passwdFile: string): Map<number, string> {
  const fields = (readLines(passwdFile) ?? []).map((line) => line.split(':'))
  return new Map(fields.map(([name = '', , uid]) => [Number(uid), name]))
}

/** Lines of a control file without comments and blanks; null when the file is not there. */
function readLines(path: string): string[] | null {
  try {
    return readFileSync(path, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
