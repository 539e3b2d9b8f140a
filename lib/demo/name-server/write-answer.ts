import { labelsOf } from '../../dns/domain-name.ts'
import { readName } from '../../dns/read-name.ts'
import type { NameAnswer, NameRecord } from './name-record.ts'

const TYPES: Record<NameRecord['type'], number> = { A: 1, CNAME: 5, PTR: 12, MX: 15, TXT: 16, AAAA: 28 }
const NXDOMAIN = 3
const HEADER_BYTES = 12
const TTL_SECONDS = 30
/** A reply, authoritative, recursion wished for and had. */
const FLAGS = 0x8580
const TRUNCATED = 0x0200

export type Question = { name: string; type: number; end: number }

/** The one question of a query; undefined for anything that is none. */
export function readQuestion(query: Buffer): Question | undefined {
  if (query.length < HEADER_BYTES + 5 || query.readUInt16BE(4) !== 1) return undefined
  const read = readName(query, HEADER_BYTES)
  if (!read || read.next + 4 > query.length) return undefined
  return { name: read.name.toLowerCase(), type: query.readUInt16BE(read.next), end: read.next + 4 }
}

/** The whole answer as it goes over the wire. */
export function writeAnswer(query: Buffer, question: Question, { isKnown, records }: NonNullable<NameAnswer>): Buffer {
  const wanted = records.filter(({ type }) => TYPES[type] === question.type || type === 'CNAME')
  const header = Buffer.alloc(HEADER_BYTES)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(FLAGS | (isKnown ? 0 : NXDOMAIN), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(wanted.length, 6)
  return Buffer.concat([header, query.subarray(HEADER_BYTES, question.end), ...wanted.map(writeRecord)])
}

/** What fits into a datagram of that size: too long, and it says so with nothing in it. */
export function cutToFit(answer: Buffer, question: Question, bytesMax: number): Buffer {
  if (answer.length <= bytesMax) return answer
  const cut = Buffer.from(answer.subarray(0, question.end))
  cut.writeUInt16BE(cut.readUInt16BE(2) | TRUNCATED, 2)
  cut.writeUInt16BE(0, 6)
  return cut
}

function writeRecord(record: NameRecord): Buffer {
  const data = dataOf(record)
  const head = Buffer.alloc(12)
  // Its name is the one that was asked for.
  head.writeUInt16BE(0xc000 | HEADER_BYTES, 0)
  head.writeUInt16BE(TYPES[record.type], 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(TTL_SECONDS, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function dataOf(record: NameRecord): Buffer {
  switch (record.type) {
    case 'A':
      return Buffer.from(record.value.split('.').map(Number))
    case 'AAAA':
      return ip6Bytes(record.value)
    case 'TXT':
      return Buffer.concat(piecesOf(Buffer.from(record.value)).map((piece) => Buffer.concat([Buffer.from([piece.length]), piece])))
    case 'MX':
      return Buffer.concat([Buffer.from([record.preference >> 8, record.preference & 255]), wireName(record.value)])
    case 'PTR':
    case 'CNAME':
      return wireName(record.value)
  }
}

function wireName(name: string): Buffer {
  return Buffer.concat([labelsOf(name), Buffer.from([0])])
}

function piecesOf(text: Buffer): Buffer[] {
  const pieces = Array.from({ length: Math.ceil(text.length / 255) }, (_, at) => text.subarray(at * 255, (at + 1) * 255))
  return pieces.length === 0 ? [Buffer.alloc(0)] : pieces
}

function ip6Bytes(address: string): Buffer {
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = [...before, ...Array<string>(tail === undefined ? 0 : 8 - before.length - after.length).fill('0'), ...after]
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex')
}
