import { expect, test } from 'vitest'
import { findSubcommand, helpText } from './find-subcommand.ts'
import type { Subcommand } from './subcommands.ts'

const one: Subcommand = { about: 'hold the host', load: async () => ({ run: async () => 0 }) }
const two: Subcommand = { about: 'run the agent', load: async () => ({ run: async () => 0 }) }
const table = { agent: one, 'agent run': two }

test('the longer name of a subcommand wins, and the rest is its arguments', () => {
  expect(findSubcommand(table, ['agent', 'run', '--port', '1'])).toEqual({ subcommand: two, rest: ['--port', '1'] })
  expect(findSubcommand(table, ['agent', 'join'])).toEqual({ subcommand: one, rest: ['join'] })
})

test('a word that is no subcommand is not found, not even one that every object has', () => {
  expect(findSubcommand(table, ['aegnt'])).toBeUndefined()
  expect(findSubcommand(table, ['constructor'])).toBeUndefined()
  expect(findSubcommand(table, [])).toBeUndefined()
})

test('the help names every subcommand with what it does', () => {
  expect(helpText(table)).toContain('  agent run  run the agent\n')
})
