type Press = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'defaultPrevented' | 'repeat' | 'target'>

/**
 * The letter of a key that was pressed by itself, in lower case; null while somebody types, holds a command key or the
 * key down, or has something lying over the page. After `g` the letter belongs to "go to …" (page-keys.ts prevents it).
 */
export function readPlainKey(event: Press): string | null {
  if (event.defaultPrevented || event.repeat || event.metaKey || event.ctrlKey || event.altKey) return null
  const target = event.target instanceof HTMLElement ? event.target : null
  if (target?.closest('input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable=true]')) return null
  if (document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]')) return null
  return event.key.toLowerCase()
}
