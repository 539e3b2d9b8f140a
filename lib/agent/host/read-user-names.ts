import { readFileSync } from 'node:fs'

/**
 * The account of a local user's mail: `uid:NAME@HOST`, the number itself where passwd names none. passwd is read anew
 * on a miss.
 */
export function readUserNames(hostName: string, passwdFile = '/etc/passwd'): { accountOfUid(uid: number): string; accountOfUser(user: string): string } {
  const names = new Map<number, string>()
  const readNames = () => {
    for (const line of readFileSync(passwdFile, 'utf8').split('\n')) {
      const [name, , uid] = line.split(':')
      if (name && uid && !names.has(Number(uid))) names.set(Number(uid), name)
    }
  }
  const accountOfUser = (user: string) => `uid:${user.toLowerCase()}@${hostName}`
  return {
    accountOfUser,
    accountOfUid: (uid) => {
      if (!names.has(uid)) readNames()
      return accountOfUser(names.get(uid) ?? String(uid))
    },
  }
}
