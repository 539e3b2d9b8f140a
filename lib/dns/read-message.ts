import { readName } from './read-name.ts'
import { TYPE } from './write-query.ts'

/** What a server answered, as far as it concerns the question that was asked. */
export interface DnsAnswer {
  /** 0 no error, 2 SERVFAIL, 3 NXDOMAIN, 5 REFUSED … */
  rcode: number
  /** The answer did not fit into the datagram. */
  isTruncated: boolean
  /** Addresses of the name, or of what its CNAMEs lead to; IPv6 ones in eight groups. */
  addresses: string[]
  /** Names that a PTR record of the name, or its CNAME where that was asked for, leads to. */
  names: string[]
  /** Mail exchangers, as they stand. */
  exchanges: { preference: number; exchange: string }[]
  /** Texts of the name; the pieces of one record joined. */
  texts: string[]
  /** The name is an alias of another one. */
  isAlias: boolean
  /** There are records, but of other names or other types than asked for. */
  hasOthers: boolean
  /** No answer of its own: other servers are named that should be asked. */
  isReferral: boolean
}

/** Bytes that are no DNS message, or lie about their lengths. */
export class MalformedMessage extends Error {}

const HEADER = 12
const CLASS_IN = 1
const ALIASES_MAX = 16
const NONE: never[] = []

/**
 * Whether a message is the answer to a query: same id, an answer, one question, and that the very one asked, in whatever case.
 * A header alone is taken for an error that a server tells without repeating the question.
 */
export function answersQuery(message: Buffer, query: Buffer): boolean {
  if (message.length < HEADER || message[0] !== query[0] || message[1] !== query[1]) return false
  const flags = message[2] as number
  if ((flags & 0xf8) !== 0x80) return false
  const questions = message.readUInt16BE(4)
  if (questions === 0) return message.length === HEADER && isErrorCode((message[3] as number) & 15)
  if (questions !== 1 || message.length < query.length) return false
  for (let at = HEADER; at < query.length; at++) {
    if (message[at] !== query[at] && small(message[at] as number) !== small(query[at] as number)) return false
  }
  return true
}

function isErrorCode(rcode: number): boolean {
  return rcode !== 0 && rcode !== 3
}

/** Letters made small; a label's length is below 64 and stays as it is. */
function small(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte
}

/**
 * Reads a message that `answersQuery` has found to be the answer.
 *
 * @param queryLength length of the query, behind whose question the records begin
 * @throws MalformedMessage
 */
export function readMessage(message: Buffer, queryLength: number): DnsAnswer {
  const answer: DnsAnswer = {
    rcode: (message[3] as number) & 15, isTruncated: ((message[2] as number) & 2) !== 0,
    addresses: NONE, names: NONE, exchanges: NONE, texts: NONE, isAlias: false, hasOthers: false, isReferral: false,
  }
  const answers = message.readUInt16BE(6)
  const authorities = message.readUInt16BE(8)
  if (answer.isTruncated || message.readUInt16BE(4) === 0 || (answers === 0 && authorities === 0)) return answer
  const records = readRecords(message, queryLength, answers + authorities)
  if (answers > 0) readAnswers(answer, records.slice(0, answers), nameOfQuestion(message), message.readUInt16BE(queryLength - 4))
  else {
    const types = records.map((record) => record.type)
    answer.isReferral = answer.rcode === 0 && types.includes(TYPE.NS) && !types.includes(TYPE.SOA)
  }
  return answer
}

function nameOfQuestion(message: Buffer): string {
  const { name, next } = readName(message, HEADER) ?? broken('the question has no name')
  if (next + 4 > message.length) broken('the question is cut off')
  return name
}

interface DnsRecord {
  name: string
  type: number
  isInternet: boolean
  data: { start: number; end: number }
  message: Buffer
}

function readRecords(message: Buffer, start: number, count: number): DnsRecord[] {
  const records: DnsRecord[] = []
  let offset = start
  for (let each = 0; each < count; each++) {
    const { name, next } = readName(message, offset) ?? broken('a record has no name')
    if (next + 10 > message.length) broken('a record is cut off')
    const data = { start: next + 10, end: next + 10 + message.readUInt16BE(next + 8) }
    if (data.end > message.length) broken("a record's data are cut off")
    records.push({ name, type: message.readUInt16BE(next), isInternet: message.readUInt16BE(next + 2) === CLASS_IN, data, message })
    offset = data.end
  }
  return records
}

function readAnswers(answer: DnsAnswer, records: DnsRecord[], asked: string, type: number): void {
  const names = type === TYPE.CNAME ? new Set([asked]) : aliasesOf(asked, records)
  answer.isAlias = names.size > 1
  const own = records.filter((record) => record.isInternet && record.type === type && names.has(record.name))
  answer.hasOthers = own.length === 0
  if (type === TYPE.A) answer.addresses = own.map(addressOf)
  if (type === TYPE.AAAA) answer.addresses = own.map(longAddressOf)
  if (type === TYPE.PTR || type === TYPE.CNAME) answer.names = own.map(targetOf)
  if (type === TYPE.MX) answer.exchanges = own.map(exchangeOf)
  if (type === TYPE.TXT) answer.texts = own.map(textOf)
}

/** The name and what its CNAMEs lead to, in any order of the records, a loop walked once. */
function aliasesOf(asked: string, records: DnsRecord[]): Set<string> {
  const targets = new Map(records.filter((record) => record.isInternet && record.type === TYPE.CNAME).map((record) => [record.name, targetOf(record)]))
  const names = new Set([asked])
  for (let name = targets.get(asked); name !== undefined && !names.has(name) && names.size <= ALIASES_MAX; name = targets.get(name)) names.add(name)
  return names
}

function targetOf({ message, data }: Pick<DnsRecord, 'message' | 'data'>): string {
  const { name, next } = readName(message, data.start) ?? broken('a record leads to no name')
  if (next > data.end) broken('the name that a record leads to is cut off')
  return name
}

function exchangeOf({ message, data }: DnsRecord): DnsAnswer['exchanges'][number] {
  if (data.end - data.start < 3) broken('a mail exchanger has no name')
  return { preference: message.readUInt16BE(data.start), exchange: targetOf({ message, data: { start: data.start + 2, end: data.end } }) }
}

/** Eight groups in hex, without the short form. */
function longAddressOf({ message, data }: DnsRecord): string {
  if (data.end - data.start !== 16) broken('an IPv6 address has not sixteen octets')
  return Array.from({ length: 8 }, (_, group) => message.readUInt16BE(data.start + 2 * group).toString(16)).join(':')
}

function addressOf({ message, data }: DnsRecord): string {
  if (data.end - data.start !== 4) broken('an address has not four octets')
  return message.subarray(data.start, data.end).join('.')
}

function textOf({ message, data }: DnsRecord): string {
  const pieces: Buffer[] = []
  let offset = data.start
  while (offset < data.end) {
    const end = offset + 1 + (message[offset] as number)
    if (end > data.end) broken('a text is cut off')
    pieces.push(message.subarray(offset + 1, end))
    offset = end
  }
  return Buffer.concat(pieces).toString('utf8')
}

function broken(why: string): never {
  throw new MalformedMessage(why)
}
