import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isDoneWith, type Located } from './find-in-queue.ts'
import type { PostfixInstance } from './postfix-options.ts'

const ID = '4jYSc22Q1dzKjpV'
const served = (isServed: boolean) => ({ id: ID, queue: 'deferred', file: { isServed } }) as Located

test('a message is done with when everybody was served, but not while a bounce of it is still to be made', async () => {
  const queueDirectory = await mkdtemp(join(tmpdir(), 'relayward-queue-'))
  const instance = { queueDirectory, hashQueueNames: ['deferred', 'defer'], hashQueueDepth: 1 } as PostfixInstance
  await mkdir(join(queueDirectory, 'bounce'))

  expect(await isDoneWith(instance, served(false))).toBe(false)
  expect(await isDoneWith(instance, served(true))).toBe(true)
  await writeFile(join(queueDirectory, 'bounce', ID), '<gone@hard.example>: no such user\n')
  expect(await isDoneWith(instance, served(true))).toBe(false)
  await rm(queueDirectory, { recursive: true })
})
