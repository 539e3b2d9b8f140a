import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installSpamdyke } from '../../demo/qmail-simulator/install-spamdyke.ts'
import { frontEndTeller } from './keep-front-end.ts'
import { askSpamdykeVersion, spamdykeVersionIn } from './spamdyke-version.ts'

let root = ''
beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), 'relayward-spamdyke-version-'))))
afterEach(() => rmSync(root, { recursive: true }))

const at = (name = 'usr/bin/spamdyke') => path.join(root, name)
function put(script: string, mode = 0o755): string {
  mkdirSync(path.dirname(at()), { recursive: true })
  writeFileSync(at(), `#!/bin/sh\n${script}\n`)
  chmodSync(at(), mode)
  return at()
}
const SAYS = "echo 'spamdyke 4.3.1+TLS (C)2012 Sam Clippinger, samc (at) silence (dot) org' >&2"

test.each([
  ['spamdyke 5.0.1+TLS+CONFIGTEST+DEBUG (C)2015 Sam Clippinger, samc (at) silence (dot) org\nhttp://www.spamdyke.org/\n\n', '5.0.1'],
  ['spamdyke 4.3.1 (C)2012 Sam Clippinger, samc (at) silence (dot) org\n', '4.3.1'],
  ['spamdyke 4.1.0+TLS+CONFIGTEST+DEBUG+EXCESSIVE (C)2010 Sam Clippinger, samc (at) silence (dot) org\n', '4.1.0'],
  ['spamdyke-qrv 5.0.1 (C)2015 Sam Clippinger, samc (at) silence (dot) org\n', null],
  ['ERROR: spamdyke 5.0.1+TLS (C)2015 Sam Clippinger\n', null],
  ['spamdyke 5.0.1 of somebody else\n', null],
  ['', null],
])('%j is read strictly', (output, version) => {
  expect(spamdykeVersionIn(output)).toBe(version)
})

test.each(['4.3.1', '5.0.1'])('a spamdyke %s is asked', async (version) => {
  installSpamdyke(root, version)
  expect(await askSpamdykeVersion(at())).toBe(version)
})

test('the exit code does not matter, since it differs between versions', async () => {
  expect(await askSpamdykeVersion(put(`${SAYS}; exit 1`))).toBe('4.3.1')
})

test.each([
  ['is not there', () => at('nowhere')],
  ['is a folder', () => root],
  ['may not be run', () => put(SAYS, 0o644)],
  ['could have been put there by others', () => put(SAYS, 0o777)],
  ['hangs', () => put(`${SAYS}; exec sleep 60`)],
  ['says more than anybody reads', () => put(`${SAYS}; head -c 100000 /dev/zero >&2`)],
  ['says nothing', () => put('exit 0')],
])('of one that %s nothing is known', async (_what, program) => {
  expect(await askSpamdykeVersion(program(), 500)).toBeNull()
})

test('arguments are no words of a shell, and nothing of our surroundings is handed on', async () => {
  const program = put(`[ "$1" = -v ] && [ $# = 1 ] && [ -z "\${HOME-}" ] && ${SAYS}`)
  expect(await askSpamdykeVersion(program)).toBe('4.3.1')
})

test('a program is asked once, until it is replaced; one that says nothing again after an hour', async () => {
  const asked: string[] = []
  let answer: string | null = null
  const tell = frontEndTeller(async (place) => {
    asked.push(place)
    return answer
  })
  const programs = [{ name: '/usr/bin/spamdyke', place: at() }]
  const at0 = new Date('2026-11-25T00:00:00Z')
  const later = (minutes: number) => new Date(at0.getTime() + minutes * 60_000)
  expect(await tell(programs, at0)).toBe('spamdyke')
  put(SAYS)
  expect(await tell(programs, at0)).toBe('spamdyke')
  answer = '4.3.1'
  expect(await tell(programs, later(59))).toBe('spamdyke')
  expect(await tell(programs, later(60))).toBe('spamdyke 4.3.1')
  expect(await tell(programs, later(600))).toBe('spamdyke 4.3.1')
  expect(asked).toHaveLength(2)
  answer = '5.0.1'
  put(`${SAYS} # replaced`)
  expect(await tell(programs, later(601))).toBe('spamdyke 5.0.1')
})

test('two programs are both told, none is told as none, one without a path as unknown', async () => {
  const tell = frontEndTeller(async (place) => (place.endsWith('4') ? '4.3.1' : '5.0.1'))
  for (const name of ['spamdyke4', 'spamdyke5']) writeFileSync(at(name), '')
  const programs = ['spamdyke5', 'spamdyke4'].map((name) => ({ name, place: at(name) }))
  expect(await tell(programs, new Date())).toBe('spamdyke 4.3.1, spamdyke 5.0.1')
  expect(await tell([], new Date())).toBeNull()
  expect(await tell([{ name: 'spamdyke', place: null }], new Date())).toBe('spamdyke')
})
