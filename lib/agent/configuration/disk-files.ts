import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync, type Stats } from 'node:fs'
import path from 'node:path'
import type { FileLook, FileStat, HostFiles } from '../../configurations/configuration.ts'

/** A file of configuration is no larger; what is, is not looked at. */
const BYTES_MAX = 1_048_576
const FILES_MAX = 2_000

/** A file that was looked at, and when it was last written. */
export interface LookedFile {
  path: string
  state: 'read' | 'missing' | 'unreadable' | 'too-large'
  modifiedAt: Date | null
}

export interface DiskFiles extends HostFiles {
  /** Every file whose text was asked for. */
  looked(): LookedFile[]
  /** A short word for the state of everything that was asked for; it differs when something there changed. */
  stamp(): string
  /** Where a path of the host lies on this machine; null when a link leads out of the copy of a host. */
  place(path: string): string | null
}

/**
 * The files of the host whose root folder is `root`, read once each, and never written. Of a whole machine (`/`) what is
 * not there is missing; elsewhere only what has its folder there, since a copy of a host seldom has all of it.
 */
export function diskFiles(root: string, given: string[]): DiskFiles {
  const whole = root === '/'
  const top = whole ? '/' : realpathSync(root)
  const onDisk = (host: string) => (whole ? host : path.join(top, path.posix.normalize(`/${host}`)))
  const looks = new Map<string, { look: FileLook; modifiedAt: Date | null }>()
  const stats = new Map<string, FileStat>()
  const asked = new Set<string>()

  const absent = (host: string): 'missing' | 'unseen' => (whole || statOf(onDisk(path.posix.dirname(host)))?.isDirectory() ? 'missing' : 'unseen')
  const read = (host: string): FileLook => {
    const known = looks.get(host)
    if (known) return known.look
    asked.add(onDisk(host))
    if (looks.size >= FILES_MAX || !isBelow(top, onDisk(host))) return { state: 'unseen' }
    const found = readBounded(onDisk(host))
    const look: FileLook = found === undefined ? { state: absent(host) } : found.look
    looks.set(host, { look, modifiedAt: found?.modifiedAt ?? null })
    return look
  }
  const stat = (host: string): FileStat => {
    const known = stats.get(host)
    if (known) return known
    asked.add(onDisk(host))
    const found = isBelow(top, onDisk(host)) ? statOf(onDisk(host)) : undefined
    const made: FileStat = found ? { state: 'there', isFolder: found.isDirectory(), mode: found.mode & 0o7777, uid: found.uid, gid: found.gid } : { state: absent(host) }
    stats.set(host, made)
    return made
  }
  return {
    given,
    read,
    stat,
    list: (folder) => {
      asked.add(onDisk(folder))
      try {
        return isBelow(top, onDisk(folder)) ? readdirSync(onDisk(folder)) : undefined
      } catch {
        return undefined
      }
    },
    looked: () => [...looks].flatMap(([host, { look, modifiedAt }]) => (look.state === 'unseen' ? [] : [{ path: host, state: look.state, modifiedAt }])),
    stamp: () => [...asked].map(stampOf).join(' '),
    place: (host) => (isBelow(top, onDisk(host)) ? onDisk(host) : null),
  }
}

function stampOf(file: string): string {
  const stat = statOf(file)
  return stat ? [stat.ino, stat.mtimeMs, stat.size, stat.mode, stat.uid, stat.gid].join(':') : '-'
}

/** A link may not lead out of a copy of a host into the machine that we run on. */
function isBelow(top: string, file: string): boolean {
  if (top === '/') return true
  try {
    const real = realpathSync(file)
    return real === top || real.startsWith(`${top}/`)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR'
  }
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file)
  } catch {
    return undefined
  }
}

/** @returns undefined when there is no such file */
function readBounded(file: string): { look: FileLook; modifiedAt: Date | null } | undefined {
  let descriptor: number
  try {
    // Never waits for somebody who writes into a pipe.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    return { look: { state: 'unreadable' }, modifiedAt: statOf(file)?.mtime ?? null }
  }
  try {
    const { size, mtime, isPlain } = plainStat(descriptor)
    if (!isPlain) return { look: { state: 'unreadable' }, modifiedAt: null }
    if (size > BYTES_MAX) return { look: { state: 'too-large' }, modifiedAt: mtime }
    const bytes = Buffer.alloc(size)
    const length = size === 0 ? 0 : readSync(descriptor, bytes, 0, size, 0)
    return { look: { state: 'read', text: bytes.toString('utf8', 0, length) }, modifiedAt: mtime }
  } catch {
    return { look: { state: 'unreadable' }, modifiedAt: null }
  } finally {
    closeSync(descriptor)
  }
}

function plainStat(descriptor: number): { size: number; mtime: Date; isPlain: boolean } {
  const stat = fstatSync(descriptor)
  return { size: stat.size, mtime: stat.mtime, isPlain: stat.isFile() }
}
