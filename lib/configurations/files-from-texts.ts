import type { FileLook, FileStat, HostFiles } from './configuration.ts'
import { folderOf } from './commands/base-name.ts'

export interface GivenRights {
  uid?: number
  gid?: number
  mode?: number
}

/**
 * Files that somebody hands over as texts. Of others nothing is known, but for folders that are said to be seen whole.
 *
 * @param given the files to look at; all of the texts when left out
 * @param rights of files that are there, by path; those in no text have no text that may be read
 * @param isWhole what is in no text and no right is missing
 */
export function filesFromTexts(texts: ReadonlyMap<string, string>, { given, rights = new Map(), isWhole = false }: { given?: string[]; rights?: ReadonlyMap<string, GivenRights>; isWhole?: boolean } = {}): HostFiles {
  const paths = [...texts.keys(), ...rights.keys()]
  const folders = new Set(paths.flatMap(foldersAbove))
  const absent = (path: string): 'missing' | 'unseen' => (isWhole && folders.has(folderOf(path)) ? 'missing' : 'unseen')
  return {
    given: given ?? [...texts.keys()],
    read: (path): FileLook => {
      const text = texts.get(path)
      return text === undefined ? { state: absent(path) } : { state: 'read', text }
    },
    stat: (path): FileStat => {
      if (folders.has(path)) return { state: 'there', isFolder: true, mode: rights.get(path)?.mode ?? 0o755, uid: 0, gid: 0 }
      if (!texts.has(path) && !rights.has(path)) return { state: absent(path) }
      const { uid = 0, gid = 0, mode = 0o644 } = rights.get(path) ?? {}
      return { state: 'there', isFolder: false, mode, uid, gid }
    },
    list: (folder) => (isWhole && folders.has(folder) ? [...new Set(paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1).split('/')[0] as string))] : undefined),
  }
}

function foldersAbove(path: string): string[] {
  const found: string[] = []
  for (let folder = folderOf(path); folder !== '/'; folder = folderOf(folder)) found.push(folder)
  return [...found, '/']
}
