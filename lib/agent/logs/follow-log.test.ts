import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followLog, type LogLines } from './follow-log.ts'
import type { LogPlace } from './log-place.ts'

let folder = ''
let path = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relayward-log-'))
  path = join(folder, 'mail.log')
})
afterEach(() => rm(folder, { recursive: true }))

/** A reader that keeps what it was handed, as the agent's journal would. */
function startReader(from: LogPlace | null = null) {
  const stop = new AbortController()
  const seen = { lines: [] as string[], unread: [] as string[], place: from, isReady: false }
  const take = async (batch: LogLines) => {
    seen.lines.push(...batch.lines)
    seen.unread.push(...batch.unread)
    seen.place = batch.place
    seen.isReady = true
  }
  const ended = followLog({ path, from, take, signal: stop.signal })
  const sees = (lines: string[]) => vi.waitFor(() => expect(seen.lines).toEqual(lines), { timeout: 5000, interval: 2 })
  const ready = () => vi.waitFor(() => expect(seen.isReady).toBe(true), { timeout: 5000, interval: 2 })
  const end = async () => {
    stop.abort()
    await ended
    return seen.place
  }
  return { seen, sees, ready, end }
}

test('a reader that begins without a place starts at the present end, at the start of a line', async () => {
  await writeFile(path, 'old\nhalf')
  const reader = startReader()
  await reader.ready()
  await appendFile(path, ' line\nnew\n')
  await reader.sees(['half line', 'new'])
  await reader.end()
})

test('a log that does not exist yet is read from its first line, also by a reader restarted before it came', async () => {
  const first = startReader()
  await first.ready()
  const place = await first.end()
  await writeFile(path, 'first\n')
  const second = startReader(place)
  await second.sees(['first'])
  expect(second.seen.unread).toEqual([])
  await second.end()
})

test('a log that comes into being under a waiting reader is read from its first line', async () => {
  const reader = startReader()
  await reader.ready()
  await writeFile(path, 'first\n')
  await reader.sees(['first'])
  await reader.end()
})

test('a rotation by rename loses and doubles nothing, also when the writer still ends the old part', async () => {
  await writeFile(path, '')
  const reader = startReader()
  await reader.ready()
  await appendFile(path, 'one\n')
  await rename(path, `${path}.1`)
  await writeFile(path, '')
  await appendFile(`${path}.1`, 'two\n')
  await reader.sees(['one', 'two'])
  await appendFile(path, 'three\n')
  await reader.sees(['one', 'two', 'three'])
  await reader.end()
})

test('what one of several writers writes late to the part before is read once, also by a reader restarted in between', async () => {
  await writeFile(path, 'old\n')
  const first = startReader()
  await first.ready()
  await rename(path, `${path}.1`)
  await writeFile(path, 'new\n')
  await first.sees(['new'])
  await appendFile(`${path}.1`, 'late\n')
  await first.sees(['new', 'late'])
  const second = startReader(await first.end())
  await second.ready()
  await appendFile(`${path}.1`, 'later\n')
  await second.sees(['later'])

  // The part before is now younger than the one at hand: what comes after it is still the newest.
  await rename(`${path}.1`, `${path}.2`)
  await rename(path, `${path}.1`)
  await writeFile(path, 'newest\n')
  await second.sees(['later', 'newest'])
  expect([...first.seen.unread, ...second.seen.unread]).toEqual([])
  await second.end()
})

test('a last line without line end is handed over once the writer has begun the next part', async () => {
  await writeFile(path, '')
  const reader = startReader()
  await reader.ready()
  await appendFile(path, 'one\ntwo without end')
  await rename(path, `${path}.1`)
  await writeFile(path, 'three\n')
  await reader.sees(['one', 'two without end', 'three'])
  await reader.end()
})

test('after a restart reading goes on where it was, through two rotations that happened meanwhile', async () => {
  await writeFile(path, 'before\n')
  const first = startReader()
  await first.ready()
  await appendFile(path, 'one\n')
  await first.sees(['one'])
  const place = await first.end()

  await appendFile(path, 'two\n')
  await rename(path, `${path}.2`)
  await writeFile(`${path}.1`, 'three\n')
  await writeFile(path, 'four\n')
  const second = startReader(place)
  await second.sees(['two', 'three', 'four'])
  await second.end()
})

test('after copytruncate the unread rest comes from the copy', async () => {
  await writeFile(path, 'before\n')
  const first = startReader()
  await first.ready()
  await appendFile(path, 'one\n')
  await first.sees(['one'])
  const place = await first.end()

  await appendFile(path, 'two\n')
  await copyFile(path, `${path}.1`)
  await truncate(path)
  await appendFile(path, 'three, which is longer than all that stood here before\n')
  const second = startReader(place)
  await second.sees(['two', 'three, which is longer than all that stood here before'])
  await second.end()
})

test('a log cut without a copy is read from its start, and the loss is told', async () => {
  await writeFile(path, 'one\ntwo\n')
  const reader = startReader()
  await reader.ready()
  await writeFile(path, 'three\n')
  await reader.sees(['three'])
  expect(reader.seen.unread).toEqual([expect.stringContaining('log lines were lost')])
  await reader.end()
})

test('a place whose part is gone is told as a loss, and the present log is read', async () => {
  await writeFile(path, 'new\n')
  const reader = startReader({ inode: 1, offset: 999, mark: 'AAAAAAAAAAAAAAAA' })
  await reader.sees(['new'])
  expect(reader.seen.unread).toEqual([expect.stringContaining('log lines were lost')])
  await reader.end()
})

test('a line of a megabyte is counted as unread and the next line is read', async () => {
  await writeFile(path, '')
  const reader = startReader()
  await reader.ready()
  await appendFile(path, 'x'.repeat(500_000))
  await appendFile(path, 'x'.repeat(500_000) + '\n' + 'y'.repeat(70_000) + '\nshort\n')
  await reader.sees(['short'])
  expect(reader.seen.unread.map((line) => line[0])).toEqual(['x', 'y'])
  await reader.end()
})

test('bytes that are not UTF-8 are read as Latin-1 and stop nothing', async () => {
  await writeFile(path, '')
  const reader = startReader()
  await reader.ready()
  await appendFile(path, Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x0a]))
  await appendFile(path, 'Müll\n')
  await reader.sees(['Müll', 'Müll'])
  await reader.end()
})

test('a log that is cut and then renamed before anyone looked is read to its end', async () => {
  await writeFile(path, '')
  const first = startReader()
  await first.ready()
  await appendFile(path, 'one\n')
  await first.sees(['one'])
  const place = await first.end()

  await copyFile(path, `${path}.1`)
  await truncate(path)
  await appendFile(path, 'two\n')
  await rename(path, `${path}.2`)
  await writeFile(path, 'three\n')
  const second = startReader(place)
  await second.sees(['two', 'three'])
  await second.end()
})

type Step = { kind: 'write'; text: string } | { kind: 'rename' } | { kind: 'copytruncate' } | { kind: 'restart' }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), text: fc.stringMatching(/^[ab\n]{0,12}$/) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'rename' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'copytruncate' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'restart' as const }) },
  ),
  { maxLength: 14 },
)

test('whatever is written, rotated, cut and restarted: every line comes once and in order', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      path = join(folder, `${round++}.log`)
      await writeFile(path, '')
      let reader = startReader()
      await reader.ready()
      const read: string[] = []
      let written = ''
      let rotations = 0
      for (const step of plan) {
        if (step.kind === 'write') {
          // A serial number in each line tells parts with equal bytes apart, as time stamps do in a real log.
          const text = step.text.replaceAll('\n', () => `#${written.length}-${round}\n`)
          written += text
          await appendFile(path, text)
        }
        // Daemons write whole lines, so a part is never put away in the middle of one.
        if ((step.kind === 'rename' || step.kind === 'copytruncate') && !written.endsWith('\n')) continue
        if (step.kind === 'rename') {
          await rename(path, `${path}.${++rotations}`)
          await writeFile(path, '')
        }
        if (step.kind === 'copytruncate') {
          // A part that begins and is cut before anyone looked at it cannot be recognised by any reader.
          await reader.sees(written.split('\n').filter((line) => line !== '').slice(read.length))
          await copyFile(path, `${path}.${++rotations}`)
          await truncate(path)
        }
        if (step.kind === 'restart') {
          const place = await reader.end()
          read.push(...reader.seen.lines)
          reader = startReader(place)
        }
      }
      written += 'end\n'
      await appendFile(path, 'end\n')
      const whole = written.split('\n').filter((line) => line !== '')
      await reader.sees(whole.slice(read.length))
      expect([...read, ...reader.seen.lines]).toEqual(whole)
      await reader.end()
    }),
    { numRuns: 50 },
  )
}, 60_000)
