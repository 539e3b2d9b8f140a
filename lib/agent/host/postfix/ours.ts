import { readFileSync } from 'node:fs'
import { writeFileDurably } from './write-file-durably.ts'

/**
 * Which held messages are ours, by `messageKey`. Postfix has one hold for everybody, so this record alone keeps other
 * people's holds apart. What `add` was given is on stable storage when it returns.
 */
export type Ours = {
  has(key: string): boolean
  add(keys: string[]): void
  remove(keys: string[]): void
}

/** The record in a file of its own, one key a line: for the tools of the shell. The agent keeps it in its journal. */
export function oursInFile(path: string): Ours {
  let cached: { text: string; keys: Set<string> } | null = null
  const read = () => {
    const text = readIfThere(path)
    if (cached?.text !== text) cached = { text, keys: new Set(text.split('\n').filter((line) => line !== '')) }
    return cached.keys
  }
  const write = (keys: Set<string>) => writeFileDurably(path, [...keys, ''].join('\n'), 0o600)
  return {
    has: (key) => read().has(key),
    add: (keys) => write(new Set([...read(), ...keys])),
    remove: (keys) => {
      const kept = new Set(read())
      for (const key of keys) kept.delete(key)
      write(kept)
    },
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
