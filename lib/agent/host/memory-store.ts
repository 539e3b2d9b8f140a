import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { QueuedMessage } from '../../protocol/messages.ts'
import type { LogEvent, RelayState } from './mail-host.ts'

/** A message as the memory host keeps it, with its body, so that a test can compare bytes. */
export type StoredMessage = QueuedMessage & { body: string; left: { to: string; body: string }[] }

export type MemoryState = {
  nextId: number
  /** All messages there ever were; `isGone` once delivered, bounced or deleted. */
  messages: (StoredMessage & { isGone: null | 'delivered' | 'bounced' | 'deleted' })[]
  relays: Record<string, RelayState>
  door: string[]
  lines: LogEvent[]
}

export type MemoryStore = { state: MemoryState; nameOf(n: number): string; changed(): void }

/** State in memory, and in `file` after every change when one is named: written whole and renamed, as a disk would keep it. */
export function openMemoryStore(file: string | null, nameOf = plainName): MemoryStore {
  const state = file === null ? emptyState() : readState(file)
  return {
    state,
    nameOf,
    changed() {
      if (file === null) return
      writeFileSync(`${file}.new`, JSON.stringify(state))
      renameSync(`${file}.new`, file)
    },
  }
}

function plainName(n: number): string {
  return `M${String(n).padStart(6, '0')}`
}

function emptyState(): MemoryState {
  return { nextId: 1, messages: [], relays: {}, door: [], lines: [] }
}

function readState(file: string): MemoryState {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as MemoryState
    return { ...read, lines: read.lines.map((line) => ({ ...line, at: new Date(line.at) })) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return emptyState()
    throw error
  }
}
