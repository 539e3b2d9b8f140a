import { accountName } from '../protocol/primitives.ts'

export { accountName }

/** `bakery.example` of `kontakt@bakery.example`; null for scripts (`uid:NAME@HOST`) and bare names. */
export function domainOfAccount(name: string): string | null {
  if (isScriptAccount(name)) return null
  const at = name.lastIndexOf('@')
  return at > 0 ? name.slice(at + 1).toLowerCase() : null
}

/** Mail that a local program handed in counts under the program's uid, whatever sender it claims. */
export function isScriptAccount(name: string): boolean {
  return name.startsWith('uid:')
}

/** The host on which a script account lives; null for accounts that may send through every host. */
export function onlyHostOfAccount(name: string): string | null {
  return isScriptAccount(name) ? name.slice(name.lastIndexOf('@') + 1) : null
}
