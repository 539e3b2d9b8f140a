import { expect, test } from 'vitest'
import { filesFromTexts } from './files-from-texts.ts'
import { lintConfiguration } from './lint-configuration.ts'
import { readSamples } from './samples-for-tests.ts'
import { cureInGerman, sentenceInGerman } from './say-in-german.ts'
import { say, SENTENCES, type SentenceId } from './sentences.ts'
import { SENTENCES_IN_GERMAN } from './sentences-in-german.ts'

const ids = Object.keys(SENTENCES) as SentenceId[]
const namesIn = (words: string) => [...new Set([...words.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name))].toSorted()
/** Nothing but names of files, programs and options: it is the same in both languages. */
const SAME = ['source-postfix-recipients']

test.each(ids)('%s names the same values in German as in English, and is known again', (id) => {
  expect(namesIn(SENTENCES_IN_GERMAN[id])).toEqual(namesIn(SENTENCES[id]))
  const values = Object.fromEntries(namesIn(SENTENCES[id]).map((name, n) => [name, `/etc/value-${n}.conf`]))
  const filled = (words: string) => words.replace(/\{([a-z]+)\}/g, (_, name: string) => values[name] ?? '')
  expect(sentenceInGerman(filled(SENTENCES[id]))).toBe(filled(SENTENCES_IN_GERMAN[id]))
  if (!SAME.includes(id)) expect(SENTENCES_IN_GERMAN[id]).not.toBe(SENTENCES[id])
})

/** Words that no German sentence of ours has; names of options have hyphens or underscores around them. */
const ENGLISH = /(?<![\w/.=-])(the|and|of|is|are|not|with|without|only|into|for|from|which|may|does|speaks|could|tell)(?![\w/.=-])/i
/** What is to be pasted, names of documents and the text of a reply. */
const withoutNames = (words: string) => words.replaceAll('Sending is suspended', '').replace(/„[^“]*“/g, '')

const told = readSamples().flatMap(({ name, texts, given, rights, whole }) => {
  const { findings, unknown } = lintConfiguration(filesFromTexts(texts, { ...(given && { given }), rights, isWhole: whole }))
  return [
    ...findings.flatMap(({ message, source, rewrittenBy, cure, steps }) => [
      { name, said: message }, { name, said: source }, ...(rewrittenBy === null ? [] : [{ name, said: rewrittenBy }]),
      { name, said: cure, pasted: steps.flatMap((step) => (step.kind === 'lines' ? step.lines : [])) },
    ]),
    ...unknown.map(({ reason }) => ({ name, said: reason })),
  ] as { name: string; said: string; pasted?: string[] }[]
})

test('no sample leaves an English sentence on a German page, and every line to paste stays as it is', () => {
  expect(told.length).toBeGreaterThan(350)
  for (const { name, said, pasted } of told) {
    const german = pasted ? cureInGerman(said) : sentenceInGerman(said)
    const own = german.split('\n').filter((line) => !pasted?.includes(line)).map(withoutNames)
    expect([name, own.filter((line) => ENGLISH.test(line))]).toEqual([name, []])
    for (const line of pasted ?? []) expect(german.split('\n')).toContain(line)
    if (!SAME.some((id) => said === SENTENCES[id as SentenceId])) expect([name, german]).not.toEqual([name, said])
  }
})

test('a sentence within a sentence, and a word for a value that is none, are said in German too', () => {
  expect(sentenceInGerman(say('no-certificate', { why: say('may-not-read', { user: say('its-user'), path: '/etc/mail.pem' }) }))).toBe('Port 465 hat kein Zertifikat: sein Benutzer darf /etc/mail.pem nicht lesen.')
  expect(sentenceInGerman(say('plain-postfix', { name: 'smtps', file: '/etc/postfix/master.cf', setting: say('not-set') }))).toContain('für diesen Dienst nicht gesetzt')
})

test('a longer sentence is not taken for its beginning', () => {
  expect(sentenceInGerman('could not tell: /etc/postfix/main.cf missing, and it may set smtpd_tls_wrappermode')).toContain('dort kann smtpd_tls_wrappermode stehen')
  expect(sentenceInGerman('could not tell: /etc/mail.pem could not be looked at as vpopmail sees it')).toContain('wie vpopmail es sieht')
})

test('what is no sentence of ours stays as it is', () => {
  expect(sentenceInGerman('the postmaster said so')).toBe('the postmaster said so')
  expect(cureInGerman('tls-level=smtps\n  In /etc/x, remove line 3.')).toBe('tls-level=smtps\n  In /etc/x, remove line 3.')
})
