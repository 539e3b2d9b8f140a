import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { givenPerson, NOON } from '../cases/story-for-tests.ts'
import { nameText } from '../cases/name-text.ts'
import { withTestDatabase } from '../setup/test-database.ts'

test('what was taught is printed as classify reads it', { timeout: 60_000 }, async () => {
  const { db, url } = await withTestDatabase()
  const actor = await givenPerson(db, 'Anna', ['support'])
  await nameText({ db, now: NOON, actor }, { text: 'our stars do not agree', receiver: null, class: 'policy', scope: 'receiver', permanent: true, note: '' })

  const printed = await relayward(['admin', 'refusal-rules', 'export'], url)
  expect(JSON.parse(printed.out)).toMatchObject({ version: 1, rules: [{ text: 'our stars do not agree', class: 'policy' }] })
  const file = path.join(tmpdir(), `relayward-rules-${process.pid}.json`)
  await writeFile(file, printed.out)
  const classified = await relayward(['classify', '--json', '--taught', file], url, '550 Sorry, our stars do not agree\n')
  expect(JSON.parse(classified.out)).toMatchObject({ class: 'policy', rule: expect.stringMatching(/^taught:/) })
  expect((await relayward(['admin', 'refusal-rules'], url)).code).toBe(2)
})

function relayward(args: string[], url: string, input = ''): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], { env: { ...process.env, DATABASE_URL: url } }, (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out })
    })
    child.stdin?.end(input)
  })
}
