import type { DnsClient, DnsOutcome } from './dns-client.ts'
import { labelsOf, NameError } from './domain-name.ts'
import type { DnsAnswer } from './read-message.ts'
import { TYPE, writeQuery } from './write-query.ts'

/** Kinds of records that can be resolved. */
export type RecordKind = 'A' | 'AAAA' | 'TXT' | 'MX' | 'PTR' | 'CNAME'

/** What Node's own resolver answers for each kind, as libraries expect it. */
export type Records = string[] | string[][] | { priority: number; exchange: string }[]

/** Asks for records of a name. @throws DnsError */
export type Resolve = (name: string, kind: string) => Promise<Records>

/**
 * A question without records. `ENOTFOUND` the name does not exist and `ENODATA` it has none of this kind are answers; every
 * other code says that nothing is known.
 */
export class DnsError extends Error {
  readonly code: string

  constructor(code: string, name: string, kind: string) {
    super(`${code} ${kind} ${name}`)
    this.code = code
  }
}

/** Whether nothing is known, in contrast to an answer that there is nothing. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof DnsError && error.code !== 'ENOTFOUND' && error.code !== 'ENODATA'
}

/** Asks the clients one after the other until one of them knows; what none knows throws the last one's error. */
export function resolveBy(clients: readonly DnsClient[]): Resolve {
  return async (name, kind) => {
    const type = TYPE[kind as RecordKind] as number | undefined
    if (type === undefined) throw new DnsError('ENOTIMP', name, kind)
    let failed: DnsError | undefined
    for (const client of clients) {
      try {
        return recordsOf(await askClient(client, name, kind, type), name, kind as RecordKind)
      } catch (error) {
        if (!(error instanceof DnsError) || !isUnanswered(error)) throw error
        failed = error
      }
    }
    throw failed ?? new DnsError('ENORESOLVER', name, kind)
  }
}

async function askClient(client: DnsClient, name: string, kind: string, type: number): Promise<DnsAnswer> {
  const query = queryFor(name, kind, type)
  const outcome = await new Promise<DnsOutcome>((resolve) => client.ask(query, resolve))
  if ('failure' in outcome) throw new DnsError(FAILURES[outcome.failure], name, kind)
  return outcome.answer
}

const FAILURES = { silent: 'ETIMEOUT', unreachable: 'ECONNREFUSED', malformed: 'EBADRESP', tcp: 'ETIMEOUT' } as const

/** A name that cannot be asked for cannot exist either. */
function queryFor(name: string, kind: string, type: number): Buffer {
  try {
    return writeQuery([labelsOf(name)], type)
  } catch (error) {
    if (error instanceof NameError) throw new DnsError('ENOTFOUND', name, kind)
    throw error
  }
}

function recordsOf(answer: DnsAnswer, name: string, kind: RecordKind): Records {
  if (answer.rcode === 3) throw new DnsError('ENOTFOUND', name, kind)
  if (answer.rcode !== 0) throw new DnsError(RCODES[answer.rcode] ?? 'EBADRESP', name, kind)
  if (answer.isReferral) throw new DnsError('EREFERRAL', name, kind)
  const records = recordsOfKind(answer, kind)
  if (records.length === 0) throw new DnsError('ENODATA', name, kind)
  return records
}

const RCODES: Record<number, string> = { 1: 'EFORMERR', 2: 'ESERVFAIL', 4: 'ENOTIMP', 5: 'EREFUSED' }

function recordsOfKind({ addresses, names, exchanges, texts }: DnsAnswer, kind: RecordKind): Records {
  switch (kind) {
    case 'A':
    case 'AAAA':
      return addresses
    case 'TXT':
      return texts.map((text) => [text])
    case 'MX':
      return exchanges.map(({ preference, exchange }) => ({ priority: preference, exchange }))
    case 'PTR':
    case 'CNAME':
      return names
  }
}
