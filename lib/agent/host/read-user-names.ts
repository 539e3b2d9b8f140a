import { readFileSync } from 'node:fs'

/**
 * The account of a local user's mail: `uid:NAME@HOST`, the number itself where passwd names none. passwd is read anew
 * on a miss.
 */
export function readUserNames(hostName: string, passwdFile = '/etc/passwd'): { accountOfUid(uid: number): string; accountOfUser(user: string): string; uidOf(account: string): number | null } {
  const names = new Map<number, string>()
  const readNames = () => {
    for (const line of readFileSync(passwdFile, 'utf8').split('\n')) {
      const [name, , uid] = line.split(':')
      if (name && uid && !names.has(Number(uid))) names.set(Number(uid), name)
    }
  }
  const accountOfUser = (user: string) => `uid:${user.toLowerCase()}@${hostName}`
  const accountOfUid = (uid: number) => {
    if (!names.has(uid)) readNames()
    return accountOfUser(names.get(uid) ?? String(uid))
  }
  const uidOf = (account: string) => {
    if (!account.toLowerCase().startsWith('uid:')) return null
    readNames()
    const known = [...names.keys()].find((uid) => accountOfUid(uid) === account.toLowerCase())
    const [, number] = /^uid:(\d+)@/.exec(account) ?? []
    return known ?? (number === undefined ? null : Number(number))
  }
  return { accountOfUser, accountOfUid, uidOf }
}
