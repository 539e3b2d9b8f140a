import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Which held messages are ours, by `messageKey`. Postfix has one hold for everybody, so this record alone keeps other
 * people's holds apart. What `add` was given is on stable storage when it returns.
 */
export type Ours = {
  has(key: string): boolean
  add(keys: string[]): void
  remove(keys: string[]): void
}

/**
 * The record as a folder with one empty file per message, made if it is not there. Agent and shell tools share it: to
 * make and to remove a file needs no lock between processes, and a crash leaves no half entry.
 */
export function oursInFolder(folder: string): Ours {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (key: string) => join(folder, key.replace('/', '.'))
  const flushed = (change: () => void) => {
    change()
    flushFolder(folder)
  }
  return {
    has: (key) => existsSync(pathOf(key)),
    add: (keys) => flushed(() => keys.forEach((key) => closeSync(openSync(pathOf(key), 'a', 0o600)))),
    remove: (keys) => flushed(() => keys.forEach((key) => rmSync(pathOf(key), { force: true }))),
  }
}

function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
