import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { followJournald, lineOfJournalEntry } from './follow-journald.ts'
import { parsePostfixLine } from './postfix-line.ts'

// An entry as `journalctl -o json` prints it (systemd 252), other fields left out.
const entry = (fields: Record<string, unknown> = {}) =>
  JSON.stringify({
    __CURSOR: 's=1;i=2',
    __REALTIME_TIMESTAMP: '1795488436123456',
    _HOSTNAME: 'vm',
    SYSLOG_IDENTIFIER: 'postfix/qmgr',
    SYSLOG_PID: '7',
    _PID: '1',
    SYSLOG_FACILITY: '2',
    MESSAGE: 'ABCDEF1: removed',
    ...fields,
  })

test('an entry of the journal reads as the line syslog would have written', () => {
  const read = lineOfJournalEntry(entry())
  expect(read?.cursor).toBe('s=1;i=2')
  expect(parsePostfixLine(read?.line ?? '', new Date())).toEqual({
    at: new Date(1_795_488_436_123),
    host: 'vm',
    instance: 'postfix',
    program: 'qmgr',
    pid: 7,
    fact: { kind: 'removed', id: 'ABCDEF1' },
  })
})

test('a message that is not UTF-8 comes as bytes and is read as Latin-1', () => {
  expect(lineOfJournalEntry(entry({ MESSAGE: [77, 252, 108, 108] }))?.line).toContain('Müll')
})

test('an entry whose message is too large for the journal to print moves the cursor on', () => {
  expect(lineOfJournalEntry(entry({ MESSAGE: null }))).toEqual({ line: null, cursor: 's=1;i=2' })
})

test.each(['', 'no json', '[]', '{"MESSAGE":"x"}'])('%j is no entry', (json) => {
  expect(lineOfJournalEntry(json)).toBeNull()
})

test('reading goes on after the cursor, and a journalctl that ends is told with its words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relayward-journal-'))
  const program = join(folder, 'journalctl')
  // In the place of journalctl, which needs a running journald: says how it was called, prints one entry, ends.
  await writeFile(program, `#!/bin/sh\necho '${entry()}'\necho "called with $*" >&2\n`)
  await chmod(program, 0o755)
  const lines: string[] = []

  const following = followJournald({ cursor: 's=1;i=1', take: async (batch) => void lines.push(...batch.lines), signal: new AbortController().signal, program })
  await expect(following).rejects.toThrow(/ended: called with .*--after-cursor=s=1;i=1 .*SYSLOG_FACILITY=2/)
  expect(lines).toEqual([expect.stringContaining('ABCDEF1: removed')])
  await rm(folder, { recursive: true })
})

test('a host without journalctl is told so', async () => {
  const following = followJournald({ cursor: null, take: async () => {}, signal: new AbortController().signal, program: '/nonexistent/journalctl' })
  await expect(following).rejects.toThrow('cannot be started')
})
