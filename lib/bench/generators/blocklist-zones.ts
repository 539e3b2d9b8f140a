import { closeSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import { createRandom } from './random.ts'

export interface BlocklistZones {
  /** `zone:type:file` for rbldnsd. */
  zones: string[]
  /** Names of the lists that answer. */
  names: string[]
  silent: string[]
  /** What is listed, as `ip list`, among the addresses of the net that is swept. */
  truth: Set<string>
}

/** The addresses of 203.0.113.0/24 and the nets behind it: what a sweep of `count` addresses asks for. */
export function sweptAddresses(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `203.0.${113 + (at >> 8)}.${at & 255}`)
}

/**
 * Writes zones of seeded random addresses, the first of a million (or forty times `entries`), and some of the swept
 * addresses in every fourth; and zones at which rbldnsd answers nobody.
 */
export function writeBlocklistZones(folder: string, { lists, silent, entries, swept, seed }: { lists: number; silent: number; entries: number; swept: number; seed: number }): BlocklistZones {
  const random = createRandom(seed)
  const nets = Math.ceil(swept / 256)
  const found: BlocklistZones = { zones: [], names: [], silent: [], truth: new Set() }
  for (let list = 0; list < lists; list++) {
    const name = `z${list}.test`
    const listed = new Set<string>()
    const file = openSync(path.join(folder, `z${list}`), 'w')
    writeSync(file, ':127.0.0.2:listed $\n127.0.0.2\n')
    const count = list === 0 ? entries * 40 : entries
    for (let left = count; left > 0; left -= 5_000) {
      const lines = Array.from({ length: Math.min(left, 5_000) }, () => `${1 + random.int(220)}.${random.int(256)}.${random.int(256)}.${random.int(256)}`)
      for (const line of lines) if (line.startsWith('203.0.')) listed.add(line)
      writeSync(file, `${lines.join('\n')}\n`)
    }
    if (list % 4 === 0) for (let at = 0; at < 16 * nets; at++) listed.add(`203.0.${113 + (at >> 4)}.${(at & 15) * 16 + ((list / 4) & 15)}`)
    writeSync(file, `${[...listed].join('\n')}\n`)
    closeSync(file)
    for (const address of listed) found.truth.add(`${address} ${name}`)
    found.names.push(name)
    found.zones.push(`${name}:ip4set:z${list}`)
  }
  const nobody = openSync(path.join(folder, 'nobody'), 'w')
  writeSync(nobody, '0.0.0.0/0 :ignore\n')
  closeSync(nobody)
  for (let list = 0; list < silent; list++) {
    const name = `silent${list}.test`
    found.silent.push(name)
    found.zones.push(`${name}:acl:nobody`, `${name}:ip4set:z1`)
  }
  return found
}
