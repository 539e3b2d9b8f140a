import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPlace, removePlace } from './hosts.ts'

async function givenFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'relayward demo-'))
  onTestFinished(() => removePlace(folder))
  return folder
}

test('a demo keeps its place: the same addresses and kinds of hosts at every start', async () => {
  const folder = await givenFolder()
  const first = await openPlace(folder)
  expect(await openPlace(folder)).toEqual(first)
  expect(first.hosts.map((host) => host.name)).toEqual(['mx01', 'mx02', 'alt3', 'web7', 'mx31'])
  expect(first.hosts.every((host) => /^127\.\d+\.\d+\.\d+$/.test(host.address))).toBe(true)
})

test('two demos of one machine do not meet', async () => {
  const [one, other] = [await openPlace(await givenFolder()), await openPlace(await givenFolder())]
  expect(one.network).not.toBe(other.network)
})

test('Postfix never lies under a path with blanks', async () => {
  const { servers, hosts, folder } = await openPlace(await givenFolder())
  if (hosts.some((host) => host.kind === 'postfix')) expect(servers).not.toMatch(/\s/)
  else expect(servers).toBe(folder)
})
