'use client'

import { useEffect, useState } from 'react'
import { findCustomers } from './actions.ts'

export type FoundCustomer = { number: string; name: string; accounts: number }
type Found = { query: string; customers: FoundCustomer[]; total: number; message: string }

const ASK_AFTER_MS = 200

/** Customers who fit what is typed, a moment after the last keystroke; an answer to older words is dropped. */
export function useCustomerSearch(typed: string, broken: string): Found & { isSearching: boolean } {
  const query = typed.trim()
  const [found, setFound] = useState<Found>({ query: '', customers: [], total: 0, message: '' })

  useEffect(() => {
    if (query === '') return
    let isDropped = false
    const timer = setTimeout(async () => {
      const result = await findCustomers(query).catch(() => ({ ok: false as const, message: broken }))
      if (isDropped) return
      setFound(result.ok ? { query, ...result.data, message: '' } : { query, customers: [], total: 0, message: result.message })
    }, ASK_AFTER_MS)
    return () => {
      isDropped = true
      clearTimeout(timer)
    }
  }, [query, broken])

  if (query === '') return { query, customers: [], total: 0, message: '', isSearching: false }
  return { ...found, isSearching: found.query !== query }
}
