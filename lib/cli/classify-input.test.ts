import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readClassifyCall, readReplyLine } from './classify-input.ts'
import { WrongUse } from './host-arguments.ts'

test('a line is a reply, plain or as JSON', () => {
  expect(readReplyLine('550 no\r', 7)).toEqual({ id: 7, text: '550 no', mx: undefined })
  expect(readReplyLine('{"id":"a","text":"550 no\\n550 really","mx":"mx.de"}', 7)).toEqual({ id: 'a', text: '550 no\n550 really', mx: 'mx.de' })
  expect(readReplyLine('{broken', 7)).toEqual({ id: 7, text: '{broken', mx: undefined })
  expect(readReplyLine('{"id":1}', 7)).toHaveProperty('fault')
})

test('a call that cannot be understood is wrong use', () => {
  expect(() => readClassifyCall(['--nope'])).toThrow(WrongUse)
  expect(readClassifyCall(['--mx', 'mx00.gmx.net', '--json', 'a.txt'])).toMatchObject({ mx: 'mx00.gmx.net', json: true, files: ['a.txt'] })
})

test('prints one line of JSON for each reply, from standard input and files, and says by its code what was wrong', async () => {
  const asked = await relayward(['classify', '--json', '--mx', 'mx00.gmx.net'], '554 Reject due to policy restrictions.\n\n{"id":"x","text":"550 5.1.1 User unknown","mx":"mx.firma.de"}\n')
  expect(asked.code).toBe(0)
  expect(asked.out.trim().split('\n').map((line) => JSON.parse(line))).toEqual([
    { id: 1, class: 'policy', scope: 'unknown', permanent: true, receiver: 'united-internet', rule: 'ui-policy' },
    { id: 'x', class: 'unknown_user', scope: 'recipient', permanent: true, receiver: 'firma.de', rule: 'unknown-user' },
  ])
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'classify-')), 'replies')
  await writeFile(file, '550 User unknown\n{"id":1}\n')
  const fromFile = await relayward(['classify', file], '')
  expect(fromFile).toMatchObject({ code: 1, out: expect.stringMatching(/^id +class +scope +permanent +receiver +rule\n1 +unknown_user/) })
  expect((await relayward(['classify', '/nowhere'], '')).code).toBe(1)
  expect((await relayward(['classify', '--nope'], '')).code).toBe(2)
})

function relayward(args: string[], input: string): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out })
    })
    child.stdin?.end(input)
  })
}
