/** Longest name and label on the wire (RFC 1035 2.3.4). */
const NAME_MAX = 255
const LABEL_MAX = 63

/** A name that cannot be asked for: an empty or overlong label, or more than 255 octets in all. */
export class NameError extends Error {}

/**
 * The labels of a name as they go over the wire, without the root that ends them; `mx.example` → `2 m x 7 e x a m p l e`.
 * Two of them, one behind the other, are one longer name.
 *
 * @throws NameError
 */
export function labelsOf(name: string): Buffer {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name
  const parts: Buffer[] = []
  for (const label of bare === '' ? [] : bare.split('.')) {
    const bytes = Buffer.from(label, 'latin1')
    if (!/^[\x21-\x7e]+$/.test(label) || bytes.length > LABEL_MAX) throw new NameError('the name has a label that is empty, too long or not ASCII')
    parts.push(Buffer.from([bytes.length]), bytes)
  }
  const labels = Buffer.concat(parts)
  if (labels.length + 1 > NAME_MAX) throw new NameError('the name is longer than 255 octets')
  return labels
}
