import { folderOf } from './commands/base-name.ts'
import type { FileStat, HostFiles } from './configuration.ts'
import { linesOf } from './lines.ts'

export type MayRead = 'yes' | 'no' | 'missing' | 'unknown'

/** May a user read a file, as far as its rights and those of its folders tell? `user` undefined: nothing says who it is. */
export function mayRead(files: HostFiles, path: string, user: string | undefined): MayRead {
  const stat = files.stat(path)
  if (stat.state !== 'there') return stat.state === 'missing' ? 'missing' : 'unknown'
  if (stat.isFolder) return 'no'
  if (user === undefined) return 'unknown'
  if (user === 'root' || user === '0') return 'yes'
  const who = whoIs(files, user)
  const answers = [allows(stat, who, 4), ...foldersOf(path).map((folder) => allows(files.stat(folder), who, 1))]
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
}

function foldersOf(path: string): string[] {
  const folders: string[] = []
  for (let folder = folderOf(path); folder !== '/'; folder = folderOf(folder)) folders.push(folder)
  return folders
}

/** Undefined numbers are those that nothing tells. */
interface Who {
  uid: number | undefined
  gids: number[] | undefined
}

function allows(stat: FileStat, { uid, gids }: Who, bit: number): 'yes' | 'no' | 'unknown' {
  if (stat.state !== 'there') return 'unknown'
  const [owner, group, others] = [(stat.mode >> 6) & 7, (stat.mode >> 3) & 7, stat.mode & 7]
  const has = (rights: number) => ((rights & bit) !== 0 ? 'yes' : 'no')
  if (uid !== undefined) {
    if (uid === stat.uid) return has(owner)
    if (gids) return has(gids.includes(stat.gid) ? group : others)
    return has(group) === has(others) ? has(others) : 'unknown'
  }
  const answers = new Set([stat.uid === 0 ? has(others) : has(owner), has(group), has(others)])
  // What is neither his nor his group's is what others may; a file of root is never his.
  if (stat.uid === 0 && stat.gid === 0) return has(others)
  return answers.size === 1 ? ([...answers][0] as 'yes' | 'no') : 'unknown'
}

function whoIs(files: HostFiles, user: string): Who {
  if (/^\d+$/.test(user)) return { uid: Number(user), gids: undefined }
  const fields = lines(files, '/etc/passwd').map((line) => line.split(':')).find(([name]) => name === user)
  if (!fields) return { uid: undefined, gids: undefined }
  const groups = lines(files, '/etc/group').map((line) => line.split(':'))
  const further = groups.filter(([, , , members]) => members?.split(',').includes(user)).map(([, , gid]) => Number(gid))
  return { uid: Number(fields[2]), gids: [Number(fields[3]), ...further] }
}

function lines(files: HostFiles, path: string): string[] {
  const look = files.read(path)
  return look.state === 'read' ? linesOf(look.text) : []
}
