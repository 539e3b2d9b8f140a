import { readdirSync } from 'node:fs'
import type { Part, Shelf } from './queue-layout.ts'

/** Which parts lie on a shelf, each folder listed once and only when asked for. */
export type ShelfNames = { has(part: Part, id: string): boolean }

/** A view of a shelf at one moment; make a new one after anything moved. */
export function namesOn(shelf: Shelf): ShelfNames {
  const listed = new Map<string, Set<string>>()
  return {
    has: (part, id) => {
      const folder = shelf.folderOf(part, id)
      let names = listed.get(folder)
      if (!names) listed.set(folder, (names = new Set(listFolder(folder))))
      return names.has(id)
    },
  }
}

/** All messages on a shelf: those that have an `info` or a `todo`, each once. */
export function listMessages(shelf: Shelf): { id: string; isPreprocessed: boolean }[] {
  const waiting = new Set(idsIn(shelf, 'todo'))
  const preprocessed = idsIn(shelf, 'info').filter((id) => !waiting.has(id))
  return [
    ...[...waiting].map((id) => ({ id, isPreprocessed: false })),
    ...preprocessed.map((id) => ({ id, isPreprocessed: true })),
  ]
}

function idsIn(shelf: Shelf, part: Part): string[] {
  return shelf.folders(part).flatMap((folder) => listFolder(folder).filter((name) => /^\d+$/.test(name)))
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
