import { expect, test } from 'vitest'
import { createRandom } from '../bench/generators/random.ts'
import { configurationFinding, configurationUnknown } from '../protocol/configuration.ts'
import { applyCure } from './apply-cure.ts'
import { filesFromTexts } from './files-from-texts.ts'
import { lintConfiguration } from './lint-configuration.ts'
import { readSamples } from './samples-for-tests.ts'

/** Mutated configurations in all: a seeded tenth in `npm test`, the whole in `npm run test:long`. */
const ROUNDS = process.env.RELAYWARD_LONG ? 200_000 : 20_000
const random = createRandom(7)
const samples = readSamples()
const PIECES = ['{', '}', '$', '${', '$(', '"', "'", '`', '\\', '\\\n', '\n', '\r\n', '\n ', '#', '=', ' = ', ':', ' : ', '-o ', '-f ', '-f', ' 465 ', 'smtps', 'service ', 'config-file=', '${x?', '${x:', '{{', '.ifdef ', '.include ', '.endif', 'X = X X', 'check_sasl_access ', '\0', '\u00e9', '\ufffd', '<;', 'begin acl\n', 'includedir /etc', '?', '$$']

function mutate(text: string, other: string): string {
  let out = text
  for (let n = 1 + random.int(4); n > 0; n -= 1) {
    const at = random.int(out.length + 1)
    const to = at + random.int(60)
    const kind = random.int(5)
    if (kind === 0) out = out.slice(0, at) + out.slice(to)
    else if (kind === 1) out = out.slice(0, at) + random.pick(PIECES) + out.slice(at)
    else if (kind === 2) out = out.slice(0, at) + random.pick(PIECES).repeat(random.int(40)) + out.slice(to)
    else if (kind === 3) out = out.slice(0, at) + other.slice(random.int(other.length + 1))
    else out = out.slice(0, at) + String.fromCharCode(random.int(256)) + out.slice(at + 1)
  }
  return out
}

test(`${ROUNDS.toLocaleString('en')} mutated configurations stop no parser, and only sound findings come of them`, () => {
  const texts = samples.flatMap((sample) => [...sample.texts.values()])
  let findings = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const sample = random.pick(samples)
    const mutated = new Map([...sample.texts].map(([file, text]) => [file, random.int(2) === 0 ? text : mutate(text, random.pick(texts))]))
    const lint = lintConfiguration(filesFromTexts(mutated, { rights: sample.rights, isWhole: sample.whole }))
    for (const { steps, ...finding } of lint.findings) {
      findings += 1
      if (!configurationFinding.safeParse(finding).success) throw new Error(`not sound: ${JSON.stringify(finding)}`)
      applyCure(mutated, steps)
    }
    for (const each of lint.unknown) if (!configurationUnknown.safeParse(each).success) throw new Error(`not sound: ${JSON.stringify(each)}`)
  }
  expect(findings).toBeGreaterThan(ROUNDS / 10)
}, 300_000)

/** Repeated, each of these is where a careless reader would begin again from every place. */
const TRAPS: Record<string, (n: number) => Map<string, string>> = {
  'services of xinetd': (n) => new Map([['/etc/xinetd.d/all', 'service smtps\n{\n\tserver = /usr/bin/spamdyke\n\tserver_args = -f /etc/spamdyke.conf qmail-smtpd\n}\n'.repeat(n / 20)], ['/etc/spamdyke.conf', 'tls-level=smtp\n']]),
  'attributes of one service': (n) => new Map([['/etc/xinetd.d/one', `service smtps\n{\n${'\tenv += A=1\n'.repeat(n)}}\n`]]),
  'lines of spamdyke': (n) => new Map([['/etc/spamdyke.conf', 'tls-level=smtp\nlog-level = none\n'.repeat(n)]]),
  'quotes of a script': (n) => new Map([['/service/a/run', `exec tcpserver 0 465 ${'"'.repeat(n | 1)} qmail-smtpd\n`]]),
  'continued lines of a script': (n) => new Map([['/service/a/run', `exec tcpserver 0 465 \\\n${'  -a b \\\n'.repeat(n)} qmail-smtpd\n`]]),
  'variables that double': (n) => new Map([['/service/a/run', `A=xxxxxxxx\n${'A="$A$A$A"\n'.repeat(n / 10)}exec tcpserver 0 465 $A qmail-smtpd\n`]]),
  'open parentheses of a script': (n) => new Map([['/service/a/run', `exec tcpserver 0 465 ${'$('.repeat(n)} qmail-smtpd\n`]]),
  'parameters of Postfix': (n) => new Map([['/etc/postfix/main.cf', `${Array.from({ length: n }, (_, at) => `a${at} = $a${at + 1}`).join('\n')}\nsmtpd_sender_restrictions = $a0\n`]]),
  'parameters that double': (n) => new Map([['/etc/postfix/main.cf', `${Array.from({ length: 60 }, (_, at) => `a${at} = $a${at + 1} $a${at + 1}`).join('\n')}\na60 = ${'x '.repeat(n)}\nsmtpd_sender_restrictions = $a0\n`]]),
  'open braces of Postfix': (n) => new Map([['/etc/postfix/main.cf', `smtpd_sender_restrictions = ${'${a?{'.repeat(n)}\n`], ['/etc/postfix/master.cf', `smtps inet n - n - - smtpd -o ${'{ '.repeat(n)}\n`]]),
  'services of Postfix': (n) => new Map([['/etc/postfix/main.cf', 'smtpd_sender_restrictions = check_sasl_access hash:/a\n'], ['/etc/postfix/master.cf', 'smtps inet n - n - - smtpd\n  -o smtpd_sender_restrictions=\n'.repeat(n / 20)]]),
  'restrictions': (n) => new Map([['/etc/postfix/main.cf', `smtpd_sender_restrictions = ${'check_sasl_access hash:/a, '.repeat(n)}\n`]]),
  'classes in classes': (n) => new Map([['/etc/postfix/main.cf', `smtpd_restriction_classes = a\na = a a a a\nsmtpd_sender_restrictions = ${'a '.repeat(n)}\n`]]),
  'macros of Exim': (n) => new Map([['/etc/exim4/exim4.conf', `A = x\n${'A == A A\n'.repeat(n / 10)}daemon_smtp_ports = A 465\nbegin acl\n`]]),
  'many macros of Exim': (n) => new Map([['/etc/exim4/exim4.conf', `${Array.from({ length: n / 10 }, (_, at) => `M${at}X = ${at}`).join('\n')}\n${'daemon_smtp_ports = 465\n'.repeat(n / 10)}begin acl\n`]]),
  'conditions of Exim': (n) => new Map([['/etc/exim4/exim4.conf', `${'.ifdef A\n'.repeat(n)}daemon_smtp_ports = 465\nbegin acl\n`]]),
  'statements of Exim': (n) => new Map([['/etc/exim4/exim4.conf', `acl_smtp_rcpt = a\nbegin acl\na:\n${'  warn acl = a\n'.repeat(n)}`]]),
  'blanks': (n) => new Map([['/etc/postfix/main.cf', `a = ${' '.repeat(n * 10)}b\n${' '.repeat(n * 10)}\nenable_long_queue_ids =${'\t'.repeat(n * 10)}x\n`], ['/etc/spamdyke.conf', `tls-level${' '.repeat(n * 10)}x\n`], ['/etc/xinetd.conf', `service smtps${' '.repeat(n * 10)}\n{${'\n'.repeat(n)}}\n`]]),
}

test.each(Object.entries(TRAPS))('the time for %s grows no faster than their number', (_, make) => {
  const times = (n: number) => Math.min(...Array.from({ length: 3 }, () => {
    const files = filesFromTexts(make(n))
    const began = process.cpuUsage().user
    lintConfiguration(files)
    return (process.cpuUsage().user - began) / 1000
  }))
  times(2_000)
  const small = times(5_000)
  const large = times(40_000)
  // Eight times as much: a square would take 64 times as long. Below some milliseconds nothing can be told.
  expect(large / Math.max(small, 4)).toBeLessThan(32)
}, 120_000)
