import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { OBSTACLES, saidOfTrouble, sayTrouble, TROUBLES } from './trouble-sentences.ts'

const german = (text: string) => saidOfTrouble(text, 'de')
const filled = (words: string) => words.replace(/\{([a-z]+)\}/g, 'v1')

test.each(Object.values(TROUBLES))('"%s" is said in German', (words) => {
  expect(german(filled(words))).not.toBe(filled(words))
  expect(german(filled(words))).not.toContain('{')
})

test.each(Object.values(OBSTACLES))('what stood in the way, "%s", is said in German', (words) => {
  const said = german(sayTrouble('lock-failed', { account: 'kunde@example.net', error: filled(words) }))
  expect(said.startsWith('kunde@example.net lässt sich nicht sperren: ')).toBe(true)
  expect(said).not.toContain(filled(words))
  expect(said).not.toContain('{')
})

test('a script on a Postfix host, which cannot be locked there', () => {
  expect(german('uid:agentur@web1 cannot be locked: mail of local programs cannot be locked in Postfix: it does not log in'))
    .toBe('uid:agentur@web1 lässt sich nicht sperren: Mail lokaler Programme lässt sich in Postfix nicht sperren: Sie meldet sich nicht an')
})

test('causes behind one another, and the words of others among them', () => {
  expect(german('the log cannot be followed: the log at /var/log/mail.log cannot be read: EACCES: permission denied, open /var/log/mail.log'))
    .toBe('Das Log lässt sich nicht verfolgen: das Log unter /var/log/mail.log lässt sich nicht lesen: EACCES: permission denied, open /var/log/mail.log')
  expect(german('the log cannot be followed: ENOSPC: no space left')).toBe('Das Log lässt sich nicht verfolgen: ENOSPC: no space left')
})

test('words of others stay as they are, and an English page stays English', () => {
  expect(german('postsuper: fatal: disk full')).toBe('postsuper: fatal: disk full')
  expect(saidOfTrouble('the log cannot be followed: x', 'en')).toBe('the log cannot be followed: x')
})

/** Only at its start, when an agent is set up or in the report of an order: no page shows it as trouble. */
const NOT_TOLD = /^(setup|set-up-reports|postfix-options|exim-options|qmail-places|queue-layout|create-mail-host)\.ts$/

test('every error that a driver of a mail server throws is known in German', () => {
  const folder = path.join(import.meta.dirname, '../agent/host')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name) && !NOT_TOLD.test(entry.name))
  const thrown = files.flatMap(({ parentPath, name }) => [...readFileSync(path.join(parentPath, name), 'utf8').matchAll(/new Error\((['`])(.*?)\1(?:, \{ cause|\))/g)].map(([, , words = '']) => words.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, 'v1')))
  expect(thrown.length).toBeGreaterThan(25)
  expect(thrown.filter((words) => german(`the log cannot be followed: ${words}`).endsWith(words))).toEqual([])
})
