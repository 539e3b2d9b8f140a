import { execFileSync } from 'node:child_process'
import { getuid } from 'node:process'
import path from 'node:path'
import { expect, test } from 'vitest'

const PROGRAM = `
  const { raisePriority } = await import(${JSON.stringify(path.join(import.meta.dirname, 'raise-priority.ts'))})
  process.setuid?.(Number(process.argv[1]))
  raisePriority()
  process.stdout.write(String((await import('node:os')).getPriority()))`
const nicenessAs = (uid: number) => Number(execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM, String(uid)], { encoding: 'utf8' }))

test.skipIf(getuid?.() !== 0)('the agent of root goes ahead of the mail server', () => {
  expect(nicenessAs(0)).toBe(-10)
})

test('the agent of an ordinary user goes on as it is', () => {
  expect(nicenessAs(getuid?.() === 0 ? 65_534 : (getuid?.() ?? 0))).toBe(0)
})
