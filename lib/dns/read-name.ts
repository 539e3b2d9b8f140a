const LABELS_MAX = 127
const NAME_MAX = 255

/**
 * Reads a name in small letters. A compression pointer must lead before all that was read of the name so far, so that no
 * chain of them can turn in a circle (RFC 1035 4.1.4: "a prior occurrence").
 *
 * @returns the name without its last dot, and where the message goes on; null when the bytes are no name
 */
export function readName(message: Buffer, start: number): { name: string; next: number } | null {
  const labels: string[] = []
  let offset = start
  let before = start
  let next = -1
  let length = 1
  for (;;) {
    const octet = message[offset]
    if (octet === undefined) return null
    if (octet === 0) return { name: labels.join('.'), next: next < 0 ? offset + 1 : next }
    if (octet >= 0xc0) {
      const low = message[offset + 1]
      if (low === undefined) return null
      if (next < 0) next = offset + 2
      offset = ((octet & 0x3f) << 8) | low
      if (offset >= before) return null
      before = offset
      continue
    }
    length += octet + 1
    if (octet > 63 || length > NAME_MAX || labels.length >= LABELS_MAX || offset + 1 + octet > message.length) return null
    labels.push(readable(message.subarray(offset + 1, offset + 1 + octet)))
    offset += octet + 1
  }
}

/** A label as text; dots, backslashes and what cannot be printed as `\DDD`, so that two different names never look alike. */
function readable(label: Buffer): string {
  const text = label.toString('latin1')
  if (/^[a-z0-9_-]*$/.test(text)) return text
  return text.toLowerCase().replace(/[^!-~]|[.\\]/g, (char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`)
}
