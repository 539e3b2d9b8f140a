import { randomBytes } from 'node:crypto'
import { DnsClient } from './dns-client.ts'
import { labelsOf } from './domain-name.ts'
import type { ResolverAddress } from './resolver-address.ts'
import { TYPE, writeQuery } from './write-query.ts'

const TIMEOUT_MS = 3_000

/** Those of the resolvers that say anything at all, be it "no" or "I may not". */
export async function answeringResolvers(resolvers: readonly ResolverAddress[], timeoutMs = TIMEOUT_MS): Promise<ResolverAddress[]> {
  const answering = await Promise.all(resolvers.map((resolver) => doesAnswer(resolver, timeoutMs)))
  return resolvers.filter((_, at) => answering[at])
}

async function doesAnswer(resolver: ResolverAddress, timeoutMs: number): Promise<boolean> {
  const client = new DnsClient({ resolver, timeoutMs, windowMax: 1 })
  try {
    await client.open()
    return await new Promise<boolean>((resolve) => {
      client.ask(writeQuery([labelsOf(`rw-${randomBytes(6).toString('hex')}.invalid`)], TYPE.A), (outcome) => resolve('answer' in outcome))
    })
  } finally {
    client.close()
  }
}
