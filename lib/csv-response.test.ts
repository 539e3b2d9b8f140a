import { expect, test } from 'vitest'
import { csvResponse } from './csv-response.ts'

const NOW = new Date('2026-11-24T12:00:00Z')

function threeLines() {
  const read: string[] = []
  async function* lines() {
    for (const line of ['a\n', 'b\n', 'c\n']) {
      read.push(line)
      yield line
    }
  }
  return { read, lines: lines() }
}

test('a file is sent whole to whoever may read it', async () => {
  const { lines } = threeLines()
  const response = csvResponse({ name: 'audit', lines, mayReadOn: async () => true, now: NOW })
  expect(response.headers.get('content-disposition')).toContain('audit-2026-11-24.csv')
  expect(await response.text()).toBe('a\nb\nc\n')
})

test('whose access ends meanwhile gets no further line, and the file does not look whole', async () => {
  const { lines, read } = threeLines()
  let may = true
  const reader = csvResponse({ name: 'audit', lines, mayReadOn: async () => may, now: NOW }).body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('a\n')
  may = false
  // One line is read ahead while the first is on its way.
  await expect(async () => {
    while (!(await reader?.read())?.done);
  }).rejects.toThrow('access ended')
  expect(read.length).toBeLessThan(3)
})
