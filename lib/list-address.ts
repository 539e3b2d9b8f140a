import * as z from 'zod'

/** A text that is looked for, and a page, as they stand in a list's address: what does not fit falls back, an address never fails. */
export const listText = z.string().trim().max(200).catch('')
export const listPage = z.coerce.number().int().min(1).max(10_000).catch(1)

type Param = string | number | boolean | null | undefined

/** `path` with those parameters that are not what the list shows anyway; `true` is written as `1`. */
export function listAddress(path: string, query: Record<string, Param>, defaults: Record<string, Param>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== defaults[name] && value !== null && value !== undefined) search.set(name, value === true ? '1' : String(value))
  }
  return search.size === 0 ? path : `${path}?${search}`
}
