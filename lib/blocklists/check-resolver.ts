import { randomBytes } from 'node:crypto'
import type { DnsClient } from '../dns/dns-client.ts'
import { labelsOf } from '../dns/domain-name.ts'
import { TYPE, writeQuery } from '../dns/write-query.ts'

/** Top-level names under which nothing exists (RFC 6761): whoever answers there would answer for any list too. */
const NOWHERE = ['invalid', 'example']

/** Whether a resolver invents answers for names that cannot exist. Silence and errors invent nothing. */
export async function inventsAnswers(client: DnsClient): Promise<boolean> {
  const invented = await Promise.all(NOWHERE.map((top) => isAnswered(client, `rw-${randomBytes(6).toString('hex')}.${top}`)))
  return invented.includes(true)
}

function isAnswered(client: DnsClient, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    client.ask(writeQuery([labelsOf(name)], TYPE.A), (outcome) => {
      resolve('answer' in outcome && (outcome.answer.addresses.length > 0 || outcome.answer.hasOthers))
    })
  })
}
