import { statSync } from 'node:fs'
import path from 'node:path'
import { diskFiles } from '../agent/configuration/disk-files.ts'
import type { HostFiles } from '../configurations/configuration.ts'
import { knownFiles } from '../configurations/known-files.ts'
import { WrongUse } from './host-arguments.ts'

export interface LintFiles {
  files: HostFiles
  /** How the caller would call a file of the host. */
  nameOf(hostPath: string): string
}

/** The host that a call of `relayward lint` speaks of. Throws `WrongUse` when a file is not there. */
export function openLintFiles(given: string[], root: string | undefined): LintFiles {
  return root === undefined ? withoutRoot(given) : withRoot(given, root)
}

function withRoot(given: string[], root: string): LintFiles {
  if (!isThere(root, 'folder')) throw new WrongUse(`${root}: no such folder`)
  const top = path.resolve(root)
  const names = new Map(given.map((name) => [hostPath(name, top), name]))
  const open = (files: string[]) => diskFiles(top, files)
  // A copy may have lost its folders: then a file that was given stands for what others call by its name.
  const meant = (file: string, disk: HostFiles) => (disk.read(file).state === 'unseen' ? givenBy(file, [...names.keys()]) : undefined) ?? file
  const nameOf = (file: string) => names.get(file) ?? path.join(root, file)
  const disk = open(given.length > 0 ? [...names.keys()] : knownFiles(open([])))
  return { files: { ...disk, read: (file) => disk.read(meant(file, disk)) }, nameOf: (file) => nameOf(meant(file, disk)) }
}

/** A file below the root: by its path there, or by its path here. */
function hostPath(name: string, top: string): string {
  const here = path.resolve(name)
  const isBelow = here === top || here.startsWith(top === '/' ? '/' : `${top}/`)
  if (isBelow && isThere(here, 'file')) return `/${path.relative(top, here)}`
  const there = path.join(top, name)
  if (isThere(there, 'file')) return `/${path.relative(top, there)}`
  throw new WrongUse(isThere(here, 'file') ? `${name} does not lie below ${top}` : `${name}: no such file`)
}

/**
 * Without a root only the files given are looked at, wherever they lie. What one of them calls /etc/spamdyke.conf is the
 * one whose path ends so, or else the only one of that name.
 */
function withoutRoot(given: string[]): LintFiles {
  for (const name of given) if (!isThere(name, 'file')) throw new WrongUse(`${name}: no such file`)
  // A name without a folder gets one, since what is beside it is looked for by its folder.
  const names = new Map(given.map((name) => [name.includes('/') ? name : `./${name}`, name]))
  const paths = [...names.keys()]
  const disk = diskFiles('/', paths)
  const meant = (file: string) => (names.has(file) ? file : givenBy(file, paths))
  const files: HostFiles = {
    given: paths,
    read: (file) => {
      const known = meant(file)
      return known === undefined ? { state: 'unseen' } : disk.read(path.resolve(known))
    },
    // Who owns a copy says nothing of the host it comes from.
    stat: () => ({ state: 'unseen' }),
    list: () => undefined,
  }
  return { files, nameOf: (file) => names.get(meant(file) ?? file) ?? file }
}

/** The one of some files whose path ends as another host calls it, or else the only one of that name. */
function givenBy(file: string, paths: string[]): string | undefined {
  const ending = paths.filter((each) => each.endsWith(file))
  const named = paths.filter((each) => path.basename(each) === path.basename(file))
  return ending.length === 1 ? ending[0] : named.length === 1 ? named[0] : undefined
}

function isThere(file: string, kind: 'file' | 'folder'): boolean {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat !== undefined && stat.isDirectory() === (kind === 'folder')
}
