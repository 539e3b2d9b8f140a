import { expect, onTestFinished, test } from 'vitest'
import { DnsClient, type DnsOutcome } from './dns-client.ts'
import { reply, startDnsServer, type Asked } from './dns-server-for-tests.ts'
import { labelsOf } from './domain-name.ts'
import { TYPE, writeQuery } from './write-query.ts'

const TIMEOUT_MS = 400

async function asking(answer: (asked: Asked) => void): Promise<{ outcome: Promise<DnsOutcome> }> {
  const server = await startDnsServer(answer)
  const client = new DnsClient({ resolver: { name: 'test', address: server.address, port: server.port }, timeoutMs: TIMEOUT_MS })
  onTestFinished(async () => {
    client.close()
    await server.stop()
  })
  await client.open()
  return { outcome: new Promise<DnsOutcome>((resolve) => client.ask(writeQuery([labelsOf('name.example')], TYPE.A), resolve)) }
}

/** Nothing else runs meanwhile, as on a machine that has too much to do. */
function standStill(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;);
}

test('a process that stood still for longer than the time limit still takes the answer', async () => {
  const { outcome } = await asking(({ query, send }) => send(reply(query), 200))
  await new Promise((resolve) => setTimeout(resolve, 50))
  standStill(2 * TIMEOUT_MS)
  expect(await outcome).toMatchObject({ answer: { rcode: 0 } })
})

test('a server that says nothing is silent all the same', async () => {
  const { outcome } = await asking(() => {})
  await new Promise((resolve) => setTimeout(resolve, 50))
  standStill(2 * TIMEOUT_MS)
  expect(await outcome).toEqual({ failure: 'silent' })
})
