import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from '../setup/import-graph.ts'

const root = path.resolve(import.meta.dirname, '../..')
const files = sourceFiles(root).filter((file) => !/\.test\.ts$|-for-tests\.ts$/.test(file))
const naming = (word: string) => files.filter((file) => new RegExp(`\\b${word}\\b`).test(readFileSync(path.join(root, file), 'utf8'))).sort()

test('paid keys are opened by the worker alone: no page, view or action comes near them', () => {
  expect(naming('openListKeys')).toEqual(['lib/blocklists/list-key-records.ts', 'lib/blocklists/sweep-plan.ts'])
  expect(naming('sealedKey').filter((file) => /blocklists/.test(file))).toEqual(['lib/blocklists/list-key-records.ts'])
  expect(naming('readSweepPlan').filter((file) => !file.startsWith('lib/blocklists/') && !file.startsWith('lib/worker/') && !file.startsWith('lib/demo/past/'))).toEqual([])
})
