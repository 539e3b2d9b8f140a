/** What a key does wherever one is: open the search, the list of keys, or go to a page after `g`. */
export type KeyMeaning = { does: 'search' } | { does: 'help' } | { does: 'go'; href: string } | { does: 'await-second' } | { does: 'nothing' }

export type KeyPress = { key: string; isCommand: boolean; isInField: boolean; isOverlayOpen: boolean; wasG: boolean }

/** The second key after `g`. */
export const GO_KEYS = {
  n: { href: '/support', word: 'goNow' },
  t: { href: '/support/tickets', word: 'goTickets' },
  q: { href: '/support/quarantine', word: 'goQuarantine' },
  l: { href: '/support/locks', word: 'goLocks' },
  w: { href: '/support/trace', word: 'goTrace' },
  h: { href: '/support/hosts', word: 'goHosts' },
} as const

/**
 * Reads one key. Letters mean nothing while somebody types or something lies over the page; ⌘K and Ctrl-K always work.
 * `canGo` is false where the pages of the desk are not this person's.
 */
export function readKey(press: KeyPress, canGo: boolean): KeyMeaning {
  if (press.isCommand) return press.key.toLowerCase() === 'k' ? { does: 'search' } : { does: 'nothing' }
  if (press.isInField || press.isOverlayOpen) return { does: 'nothing' }
  if (press.wasG && canGo && isGoKey(press.key)) return { does: 'go', href: GO_KEYS[press.key].href }
  if (press.key === 'g' && canGo) return { does: 'await-second' }
  if (press.key === '?') return { does: 'help' }
  if (press.key === '/') return { does: 'search' }
  return { does: 'nothing' }
}

function isGoKey(key: string): key is keyof typeof GO_KEYS {
  return Object.hasOwn(GO_KEYS, key)
}
