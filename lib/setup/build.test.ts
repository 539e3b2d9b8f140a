import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildProgram } from './build.ts'

test('the program runs where no packages are installed, the agent and the tools as one file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'relayward-program-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const program = path.join(folder, 'relayward.mjs')
  await buildProgram(path.resolve(import.meta.dirname, '../..'), program)

  const answer = execFileSync(process.execPath, [program, 'parse-log', '--format', 'exim', '--json'], { input: '', cwd: folder, encoding: 'utf8' })
  expect(JSON.parse(answer)).toMatchObject({ lines: 0, unparsed: 0 })

  const help = execFileSync(process.execPath, [program, 'admin', 'hosts', '--help'], { cwd: folder, encoding: 'utf8' })
  expect(help).toContain('relayward admin hosts add')
  rmSync(path.join(folder, 'relayward-desk.mjs'))
  expect(execFileSync(process.execPath, [program, 'agent', '--help'], { cwd: folder, encoding: 'utf8' })).toContain('agent')
}, 60_000)
