import { DnsClient } from '../dns/dns-client.ts'
import { locateResolver } from '../dns/resolver-address.ts'
import { isUnanswered, resolveBy, type Resolve } from '../dns/resolve-names.ts'
import { paceQuestions, rememberAnswers } from './dns-memory.ts'

export type OpenResolve = { resolve: Resolve; /** Whether any of the resolvers answers at all. */ isAlive: () => Promise<boolean>; close: () => void }

const TIMEOUT_MS = 5_000

/** Clients of the resolvers, of which the next is asked where one does not know; each question once, evenly spaced. */
export async function openResolve(resolvers: readonly string[], perSecond: number): Promise<OpenResolve> {
  const located = await Promise.all(resolvers.map((text) => locateResolver(text)))
  const clients = located.map((resolver) => new DnsClient({ resolver, timeoutMs: TIMEOUT_MS }))
  const close = () => clients.forEach((client) => client.close())
  try {
    await Promise.all(clients.map((client) => client.open()))
  } catch (error) {
    close()
    throw error
  }
  const ask = resolveBy(clients)
  return { resolve: rememberAnswers(paceQuestions(ask, perSecond)), isAlive: () => answersAtAll(ask), close }
}

/** The root is asked for: that it has no such record is an answer too. */
async function answersAtAll(resolve: Resolve): Promise<boolean> {
  try {
    await resolve('.', 'TXT')
    return true
  } catch (error) {
    return !isUnanswered(error)
  }
}
