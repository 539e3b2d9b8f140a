import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Core } from './carry-out/core.ts'
import { openCore } from './carry-out/open-core.ts'
import { JournalFault, POSITION_KEY, takeBatch } from './carry-out/take-batch.ts'
import { tellDeliveries } from './carry-out/tell-deliveries.ts'
import { followLog } from './follow-log.ts'
import { makeMemoryHost } from './host/memory-host.ts'
import type { MailHost } from './host/mail-host.ts'
import { readMeta } from './journal/journal-counters.ts'
import { eventsAfter } from './journal/journal-events.ts'
import { openJournal } from './journal/open-journal.ts'
import { makeLog } from './log.ts'
import { LOG_KINDS, type LogKind } from './logs-for-tests.ts'

const RUNS = process.env.RELAYWARD_LONG ? 200 : 20
const MAILS = 12

/** Ends at a step of the journal: before the batch is taken, in its transaction, or after its commit. */
type Kill = 'before' | 'inside' | 'after'
type Step =
  | { do: 'write'; bytes: number }
  | { do: 'rename' | 'copytruncate' | 'tell' | 'restart' }
  | { do: 'kill'; how: Kill; batch: number }
  | { do: 'pause'; ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('write' as const), bytes: fc.integer({ min: 1, max: 2500 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('rename' as const, 'copytruncate' as const, 'tell' as const, 'restart' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('kill' as const), how: fc.constantFrom<Kill>('before', 'inside', 'after'), batch: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), ms: fc.integer({ min: 0, max: 15 }) }) },
)

test.each(Object.entries(LOG_KINDS))('any cut, rotation, restart and kill gives the same cells of a log of %s', async (_name, kind) => {
  const whole = Buffer.from(kind.lines(MAILS).map((line) => `${line}\n`).join(''))
  const expected = await cellsOf(kind, whole, [])
  expect([...expected.values()].reduce((sum, count) => sum + count, 0)).toBe(kind.attempts(MAILS))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      expect(await cellsOf(kind, whole, steps)).toEqual(expected)
    }),
    { numRuns: RUNS, seed: 3, endOnFailure: true },
  )
}, 600_000)

/** The cells the desk has after it was told of everything, as a later telling replaces an earlier one. */
async function cellsOf(kind: LogKind, whole: Buffer, steps: Step[]): Promise<Map<string, number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-cut-'))
  const log = path.join(folder, 'logs.d')
  const file = kind.fileIn(log)
  writeFileSync(file, '')
  const agent = openAgent(kind, folder, log)
  let written = 0
  let rotations = 0
  const write = (bytes: number, to = file) => {
    appendFileSync(to, whole.subarray(written, written + bytes))
    written = Math.min(whole.length, written + bytes)
  }
  /** A writer's line is one write: it is never parted by a rotation. */
  const endLine = (to: string) => write(written === 0 ? 0 : Math.max(0, whole.indexOf(10, written - 1) + 1 - written), to)
  try {
    await agent.start()
    for (const each of steps) {
      if (each.do === 'write') write(each.bytes)
      else if (each.do === 'pause') await wait(each.ms)
      else if (each.do === 'tell') agent.tell()
      else if (each.do === 'restart') await agent.restart()
      else if (each.do === 'kill') agent.killAt(each.how, each.batch)
      else {
        const older = kind.olderName(file, (rotations += 1))
        if (each.do === 'rename' || !kind.canCopy) {
          renameSync(file, older)
          endLine(older)
          writeFileSync(file, '')
        } else {
          endLine(file)
          copyFileSync(file, older)
          truncateSync(file, 0)
        }
      }
    }
    write(whole.length)
    // A newest part without a line would not be begun yet.
    appendFileSync(file, `${kind.lines(1).at(-1)}\n`)
    await agent.readsAllOf(file)
    return agent.cells()
  } finally {
    await agent.stop()
    rmSync(folder, { recursive: true })
  }
}

function openAgent(kind: LogKind, folder: string, log: string) {
  const told = new Map<string, number>()
  let seq = 0
  let core: Core
  let stopping: AbortController
  let running: Promise<void>
  let kill: { how: Kill; batch: number } | null = null
  let isStopped = false

  const killed = (): never => {
    kill = null
    throw new JournalFault('killed')
  }
  const start = async () => {
    const journal = openJournal(path.join(folder, 'journal.db'))
    const memory = makeMemoryHost({ now: () => kind.now })
    const host: MailHost = {
      ...memory.host, kind: kind.kind,
      follow: (from, take, signal) => kind.follow(log, from, async (batch) => {
        const isDue = kill !== null && (batch.events.length > 0 || batch.lines > 0) && (kill.batch -= 1) <= 0
        if (isDue && kill?.how === 'before') killed()
        if (isDue && kill?.how === 'inside') {
          const { write } = journal
          journal.write = (change) => write(() => {
            change()
            return killed()
          })
        }
        await take(batch)
        if (isDue && kill?.how === 'after') killed()
      }, signal),
    }
    core = openCore({ host, hostName: 'mail1', journal, log: makeLog(() => undefined, () => kind.now), now: () => kind.now, newId: () => 'no id is needed here' })
    stopping = new AbortController()
    let hasBegun = () => {}
    const begun = new Promise<void>((resolve) => (hasBegun = resolve))
    const mine = core
    running = followLog(core, stopping.signal).catch(() => undefined).then(() => {
      hasBegun()
      mine.journal.close()
      if (!stopping.signal.aborted && !isStopped) return start()
    })
    // As a new agent it reads from where it begins; only then is there something to miss.
    while (readMeta(journal, POSITION_KEY) === null) await Promise.race([begun, wait(2)])
  }
  const stop = async () => {
    stopping.abort()
    await running
  }
  const tell = () => {
    tellDeliveries(core)
    for (const { seq: at, body } of eventsAfter(core.journal, seq, 10_000)) {
      seq = at
      if (body.kind !== 'deliveries') continue
      for (const cell of body.cells) told.set([body.step, cell.receiver, cell.outcome, cell.refusalClass, cell.ip].join(' '), cell.count)
    }
  }
  return {
    start,
    restart: async () => {
      await stop()
      await start()
    },
    killAt: (how: Kill, batch: number) => void (kill = { how, batch }),
    tell: () => {
      // While it dies, and until its next start, nobody is there to tell.
      try {
        tell()
      } catch (error) {
        if (!(error instanceof JournalFault) && !/not open/.test(String(error))) throw error
      }
    },
    readsAllOf: async (file: string) => {
      kill = null
      const { ino, size } = statSync(file)
      for (let n = 0; n < 2500; n += 1) {
        const place = readPlace(core, file)
        if (place?.inode === ino && place.offset === size) return
        await wait(4)
      }
      throw new Error('the log was not read to its end within 10 s')
    },
    cells: () => {
      tell()
      return new Map([...told].sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    stop: async () => {
      isStopped = true
      await stop()
    },
  }
}

function readPlace(core: Core, file: string): { inode: number; offset: number } | null {
  try {
    const position = JSON.parse(readMeta(core.journal, POSITION_KEY) ?? 'null') as { place?: never; places?: Record<string, never> } | null
    return position?.place ?? position?.places?.[file] ?? position?.places?.[path.dirname(file)] ?? null
  } catch (error) {
    if (/not open/.test(String(error))) return null
    throw error
  }
}

test('a batch that dies within its transaction leaves no trace', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-cut-'))
  const journal = openJournal(path.join(folder, 'journal.db'))
  const kind = LOG_KINDS.Postfix
  const memory = makeMemoryHost({ now: () => kind.now })
  const core = openCore({ host: memory.host, hostName: 'mail1', journal, log: makeLog(() => undefined, () => kind.now), now: () => kind.now, newId: () => 'x' })
  const { write } = journal
  journal.write = (change) => write(() => {
    change()
    throw new Error('killed')
  })
  await expect(takeBatch(core, { events: kind.lines(2).flatMap(kind.reader()), lines: 0, position: '1', behindBytes: 0 })).rejects.toThrow(JournalFault)
  expect(readMeta(journal, POSITION_KEY)).toBeNull()
  expect(journal.prepare('SELECT count(*) AS n FROM delivery_cells').get()).toEqual({ n: 0 })
  journal.close()
  rmSync(folder, { recursive: true })
})
