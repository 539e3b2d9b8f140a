import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskFiles } from '../agent/configuration/disk-files.ts'
import { readSamples, type Sample } from '../configurations/samples-for-tests.ts'
import { lintConfiguration } from '../configurations/lint-configuration.ts'
import { openLintFiles } from './lint-files.ts'

const MAIN = path.join(import.meta.dirname, 'main.ts')
const samples = new Map(readSamples().map((sample) => [sample.name, sample]))
const of = (name: string) => samples.get(name) as Sample
let folder = ''
beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'relayward-lint-cli-'))))
afterAll(() => rmSync(folder, { recursive: true }))

function relayward(args: string[], cwd = folder): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => execFile(process.execPath, [MAIN, 'lint', ...args], { cwd }, (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err })))
}

test('the files of one host together: exit 1, file as it was called, line, message, cure', async () => {
  const { root } = of('plesk-same-line-twice')
  const files = ['etc/xinetd.d/smtp_psa', 'etc/xinetd.d/smtps_psa', 'etc/spamdyke.conf']
  const { code, out } = await relayward([...files, '--json'], root)
  expect(code).toBe(1)
  expect(JSON.parse(out)).toEqual({
    findings: [{
      file: 'etc/xinetd.d/smtps_psa', line: 10, id: 'smtps-plain-text', message: expect.stringContaining('plain text'), cure: expect.stringContaining('tls-level=smtps'),
      source: expect.stringContaining('spamdyke README'), rewrittenBy: expect.stringContaining('Plesk writes'),
    }],
    unknown: [{ id: 'no-recipient-check', file: 'etc/xinetd.d/smtp_psa', reason: expect.stringContaining('could not tell') }],
  })
})

test('for people: a place that can be jumped to, and lines that can be pasted as they stand', async () => {
  const { root } = of('postfix-short-ids-no')
  const { code, out } = await relayward(['main.cf', 'master.cf'], path.join(root, 'etc/postfix'))
  expect(code).toBe(1)
  expect(out).toContain('main.cf:12: short-queue-ids\n')
  expect(out).toMatch(/^enable_long_queue_ids = yes$/m)
  expect(out).toMatch(/^1 found, \d+ right, \d+ could not be told$/m)
})

test('a host without a fault: exit 0', async () => {
  const { root } = of('postfix-debian-right')
  expect(await relayward(['--root', root])).toMatchObject({ code: 0, out: expect.stringContaining('0 found') })
})

test.each([[[]], [['--nonsense']], [['/no/such/file']], [['--root', '/no/such/folder']]])('wrong use %j: exit 2 and the way it is used', async (args) => {
  expect(await relayward(args)).toMatchObject({ code: 2, err: expect.stringContaining('relayward lint FILE') })
})

test('without a root the file that decides must be given too; else it is told as missing', () => {
  const { root } = of('spamdyke-level-blanks')
  const xinetd = path.join(root, 'etc/xinetd.d/smtps_psa')
  const alone = lintConfiguration(openLintFiles([xinetd], undefined).files)
  expect(alone).toMatchObject({ findings: [], unknown: [{ id: 'smtps-plain-text', file: xinetd, reason: 'could not tell: /etc/spamdyke-smtps.conf missing' }, { id: 'spamdyke-logs-nothing' }] })
  // A file is known by the end of its path, or else by its name alone.
  const conf = path.join(folder, 'spamdyke-smtps.conf')
  writeFileSync(conf, 'tls-level=smtp\nlog-level=info\n')
  const { files, nameOf } = openLintFiles([xinetd, conf], undefined)
  expect(lintConfiguration(files).findings.map(({ id, file, line }) => [id, nameOf(file), line])).toEqual([['smtps-plain-text', conf, 1]])
})

test('below a root, what the files name is read, also files of a folder that is included; a link out of it is not followed', () => {
  const root = path.join(folder, 'host')
  cpSync(of('xinetd-included').root, root, { recursive: true })
  const look = () => {
    const { files, nameOf } = openLintFiles(['/etc/xinetd.conf'], root)
    return lintConfiguration(files).findings.map(({ id, file, line }) => [id, nameOf(file), line])
  }
  expect(look()).toEqual([['smtps-plain-text', path.join(root, 'etc/spamdyke-smtps.conf'), 6]])
  rmSync(path.join(root, 'etc/spamdyke-smtps.conf'))
  writeFileSync(path.join(folder, 'elsewhere.conf'), 'tls-level=smtp\n')
  symlinkSync(path.join(folder, 'elsewhere.conf'), path.join(root, 'etc/spamdyke-smtps.conf'))
  expect(look()).toEqual([])
})

test.each([...samples.values()].filter(({ given, rights, whole }) => !given && rights.size === 0 && !whole))('$name on disk says what it says in memory', ({ root, texts, findings }) => {
  const { files } = openLintFiles([...texts.keys()], root)
  const found = lintConfiguration(files).findings.map(({ id, file, line }) => ({ id, file, line }))
  // On disk folders are there that in memory nobody could see; what is missing in them is a finding more.
  expect(found.filter(({ id }) => id !== 'smtps-no-certificate')).toEqual(findings.filter(({ id }) => id !== 'smtps-no-certificate'))
})

test('a pipe, a folder, a file without end are passed over', () => {
  expect(diskFiles('/', []).read('/dev/zero')).toEqual({ state: 'unreadable' })
  expect(diskFiles('/', []).read('/etc')).toEqual({ state: 'unreadable' })
  expect(diskFiles('/', []).read('/etc/no/such')).toEqual({ state: 'missing' })
})
