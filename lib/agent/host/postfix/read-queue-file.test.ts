import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readQueueFile, readQueueFileHeaders } from './read-queue-file.ts'

let path = ''
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relayward-queue-file-'))
  path = join(folder, '4jYSc22Q1dzKjpV')
})
afterEach(() => rm(folder, { recursive: true }))

/** A record as Postfix writes it (rec_put.c): type, length in groups of seven bits, data. */
function record(type: string, text: string): Buffer {
  const data = Buffer.from(text)
  const length: number[] = []
  let rest = data.length
  do {
    length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    rest >>= 7
  } while (rest > 0)
  return Buffer.concat([Buffer.from(type), Buffer.from(length), data])
}

const SIZE_RECORD = (size: number, start: number) => record('C', `${String(size).padStart(15)} ${String(start).padStart(15)} ${'1'.padStart(15)} ${'0'.padStart(15)} ${String(size).padStart(15)}`)

/** A queue file with the given records in its envelope, its message and behind that. */
async function write({ envelope, message, behind = [] }: { envelope: Buffer[]; message: Buffer[]; behind?: Buffer[] }): Promise<void> {
  const content = Buffer.concat(message)
  const start = SIZE_RECORD(0, 0).length + Buffer.concat(envelope).length + 2
  const parts = [SIZE_RECORD(content.length, start), ...envelope, record('M', ''), content, record('X', ''), ...behind, record('E', '')]
  await writeFile(path, Buffer.concat(parts))
}

const ENVELOPE = [
  record('T', '1795488436 123456'),
  record('A', 'create_time=1795488436'),
  record('A', 'sasl_username=mallory@acct.example'),
  record('A', 'client_address=192.0.2.9'),
  record('S', 'forged@bank.example'),
]

test('account, client, sender, size and arrival stand before the message', async () => {
  const message = [record('N', 'Subject: hello'), record('N', ''), record('N', 'text')]
  await write({ envelope: [...ENVELOPE, record('R', 'x@y.example')], message })
  expect(await readQueueFile(path)).toMatchObject({
    saslName: 'mallory@acct.example',
    clientAddress: '192.0.2.9',
    sender: 'forged@bank.example',
    size: Buffer.concat(message).length,
    arrivedAt: new Date(1_795_488_436_123),
    recipients: ['x@y.example'],
  })
})

test('an attribute that a stranger wrote into the body is not taken for the envelope', async () => {
  const message = [record('N', ''), record('A', 'sasl_username=innocent@acct.example'), record('N', 'sasl_username=innocent@acct.example')]
  await write({ envelope: [record('T', '1795488436'), record('S', ''), record('R', 'x@y.example')], message })
  expect(await readQueueFile(path)).toMatchObject({ saslName: null, sender: '' })
})

test('a message whose last recipient was served waits for nobody', async () => {
  await write({ envelope: [...ENVELOPE, record('D', 'x@y.example')], message: [record('N', 'a: b')] })
  expect((await readQueueFile(path))?.recipients).toEqual([])
})

test('recipients that stand behind the message count', async () => {
  await write({ envelope: ENVELOPE, message: [record('N', 'a: b'.repeat(9000))], behind: [record('R', 'x@y.example')] })
  expect((await readQueueFile(path))?.recipients).toEqual(['x@y.example'])
})

test('a file that is still being written, or is gone, is no message yet', async () => {
  expect(await readQueueFile(path)).toBeNull()
  await writeFile(path, Buffer.concat([record('T', '1795488436'), record('S', 'a@b.example')]))
  expect(await readQueueFile(path)).toBeNull()
  await writeFile(path, 'C')
  expect(await readQueueFile(path)).toBeNull()
})

test('headers are unfolded, the first of a name counts, and the body is not read', async () => {
  const message = ['Subject: a', '\tfolded one', 'To: <x@y.example>', 'to: <second@y.example>', '', 'From: <body@y.example>'].map((line) => record('N', line))
  await write({ envelope: [...ENVELOPE, record('R', 'x@y.example')], message })
  expect(await readQueueFileHeaders(path, ['subject', 'To', 'from'])).toEqual({ subject: 'a\tfolded one', to: '<x@y.example>' })
})

test('a header line longer than one record is put together', async () => {
  const message = [record('L', `X-Mailer: ${'a'.repeat(3000)}`), record('N', 'tail'), record('N', '')]
  await write({ envelope: [...ENVELOPE, record('R', 'x@y.example')], message })
  expect((await readQueueFileHeaders(path, ['x-mailer']))?.['x-mailer']).toBe(`${'a'.repeat(3000)}tail`)
})

test('a header that a mail filter changed is read from where it was put', async () => {
  const pointer = (target: number) => record('p', `${String(target).padStart(15)}`)
  const kept = [record('N', 'From: <a@b.example>'), record('N', ''), record('N', 'body')]
  const envelope = [...ENVELOPE, record('R', 'x@y.example')]
  const start = SIZE_RECORD(0, 0).length + Buffer.concat(envelope).length + 2
  const keptAt = start + pointer(0).length
  const newAt = keptAt + Buffer.concat(kept).length + 2
  await write({ envelope, message: [pointer(newAt), ...kept], behind: [record('N', 'Subject: changed'), pointer(keptAt)] })
  expect(await readQueueFileHeaders(path, ['subject', 'from'])).toEqual({ subject: 'changed', from: '<a@b.example>' })
})

test('a message is served when every recipient, also one that stands behind it, is marked done', async () => {
  const message = [record('N', 'Subject: hello'), record('N', ''), record('N', 'text')]
  const isServed = async (envelope: Buffer[], behind: Buffer[]) => {
    await write({ envelope: [...ENVELOPE, ...envelope], message, behind })
    return (await readQueueFile(path))?.isServed
  }
  expect(await isServed([record('D', 'x@y.example')], [])).toBe(true)
  expect(await isServed([record('D', 'x@y.example')], [record('D', 'v@w.example')])).toBe(true)
  expect(await isServed([record('D', 'x@y.example'), record('R', 'v@w.example')], [])).toBe(false)
  expect(await isServed([record('D', 'x@y.example')], [record('R', 'v@w.example')])).toBe(false)
  // Nobody in it at all: not one that was delivered.
  expect(await isServed([], [])).toBe(false)
})
