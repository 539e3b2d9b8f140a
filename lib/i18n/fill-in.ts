/** Characters that stand in no text: places for values. */
const FIRST_MARK = 0xe000

/**
 * A sentence to be said many times: asked for once, with marks in the places of its values, which are then only put in.
 * For sentences whose values stand as they are; one that counts (plural) or chooses (select) must be asked each time.
 */
export function sentence<Key extends string>(keys: readonly Key[], say: (marks: Record<Key, string>) => string): (values: Record<Key, string | number>) => string {
  const marks = Object.fromEntries(keys.map((key, n) => [key, String.fromCharCode(FIRST_MARK + n)])) as Record<Key, string>
  const parts = say(marks).split(/([\uE000-\uE0FF])/)
  return (values) => parts.map((part) => {
    const key = part.length === 1 ? keys[part.charCodeAt(0) - FIRST_MARK] : undefined
    return key === undefined ? part : String(values[key])
  }).join('')
}
