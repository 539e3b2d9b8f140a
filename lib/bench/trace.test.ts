import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

test('the benchmark of traces runs small: two agents answer, and what they tell is what grep finds', () => {
  const args = ['trace', '--hosts', '2', '--lines', '5000', '--questions', '2', '--locks', '1']
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8', timeout: 100_000 })
  expect(stdout, stderr).toMatch(/wrong answers +0 +0 +yes/)
  expect(stdout).toContain('while searches run')
}, 120_000)

test('wrong use is said', () => {
  expect(spawnSync(process.execPath, [path.join(import.meta.dirname, 'main.ts'), 'trace', '--lines', 'many']).status).toBe(2)
})
