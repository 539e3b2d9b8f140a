import { existsSync, readdirSync } from 'node:fs'
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

export type ListedMessage = { id: string; isPreprocessed: boolean }

/** Those of the named messages that lie on a shelf; asks for each, so that few are found at once in a large queue. */
export function lookUpMessages(shelf: Shelf, ids: string[]): ListedMessage[] {
  const isThere = (part: Part, id: string) => existsSync(`${shelf.folderOf(part, id)}/${id}`)
  return [...new Set(ids)].filter((id) => /^\d+$/.test(id)).flatMap((id): ListedMessage[] => {
    if (isThere('todo', id)) return [{ id, isPreprocessed: false }]
    return isThere('info', id) ? [{ id, isPreprocessed: true }] : []
  })
}

/** All messages on a shelf: those that have an `info` or a `todo`, each once. */
export function listMessages(shelf: Shelf): ListedMessage[] {
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
