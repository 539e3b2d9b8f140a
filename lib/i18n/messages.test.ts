import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MESSAGES } from './messages.ts'

test('English and German have the same keys', () => {
  expect([...flatten(MESSAGES.de).keys()].sort()).toEqual([...flatten(MESSAGES.en).keys()].sort())
})

test('English and German messages take the same arguments', () => {
  const german = flatten(MESSAGES.de)
  for (const [key, english] of flatten(MESSAGES.en)) {
    expect({ key, arguments: argumentsOf(german.get(key) ?? '') }).toEqual({ key, arguments: argumentsOf(english) })
  }
})

// A file that nobody loads would leave its page without words.
test('every message file is loaded', () => {
  for (const language of ['en', 'de'] as const) {
    const files = readdirSync(new URL(`./messages/${language}/`, import.meta.url)).map((name) => name.replace('.json', ''))
    expect(files.sort()).toEqual(Object.keys(MESSAGES[language]).sort())
  }
})

test('German quotes like this: „…“', () => {
  for (const [key, words] of flatten(MESSAGES.de)) expect({ key, straight: words.includes('"') }).toEqual({ key, straight: false })
})

function flatten(tree: object, path = '', found = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    const here = path ? `${path}.${key}` : key
    if (typeof value === 'string') found.set(here, value)
    else flatten(value as object, here, found)
  }
  return found
}

function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  collect(parse(message), names)
  return [...names].sort()
}

function collect(elements: MessageFormatElement[], names: Set<string>): void {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    names.add(element.type === TYPE.tag ? `<${element.value}>` : element.value)
    if (element.type === TYPE.tag) collect(element.children, names)
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) collect(option.value, names)
    }
  }
}
