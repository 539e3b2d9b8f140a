'use client'

import { useEffect, useState } from 'react'
import type { SearchAct, SearchHit } from './search-answer.ts'

type Found = { query: string; state: 'done' | 'failed'; hits: readonly SearchHit[] }

const ASK_AFTER_MS = 150

/** Asks the search a moment after the last keystroke; an answer to an older question is dropped. */
export function useSearch(search: SearchAct | undefined, query: string): { state: 'idle' | 'searching' | 'done' | 'failed'; hits: readonly SearchHit[] } {
  const wanted = query.trim()
  const [found, setFound] = useState<Found>({ query: '', state: 'done', hits: [] })

  useEffect(() => {
    if (!wanted || !search) return
    let isDropped = false
    const timer = setTimeout(async () => {
      const answer = await ask(search, wanted)
      if (!isDropped) setFound(answer)
    }, ASK_AFTER_MS)

    return () => {
      isDropped = true
      clearTimeout(timer)
    }
  }, [search, wanted])

  if (!wanted || !search) return { state: wanted ? 'done' : 'idle', hits: [] }
  return found.query === wanted ? found : { state: 'searching', hits: [] }
}

async function ask(search: SearchAct, query: string): Promise<Found> {
  try {
    const answer = await search(query)
    return answer.ok ? { query, state: 'done', hits: answer.data } : { query, state: 'failed', hits: [] }
  } catch {
    return { query, state: 'failed', hits: [] }
  }
}
