import { describe, expect, test } from 'vitest'
import { applyCure } from './apply-cure.ts'
import type { Finding } from './configuration.ts'
import { filesFromTexts, type GivenRights } from './files-from-texts.ts'
import { lintConfiguration, type Lint } from './lint-configuration.ts'
import { readSamples, type Sample } from './samples-for-tests.ts'

const samples = readSamples()
const wrong = samples.filter(({ findings }) => findings.length > 0)

test('there are samples enough, right and wrong ones, for every check', () => {
  expect(samples.length).toBeGreaterThanOrEqual(150)
  expect(samples.length - wrong.length).toBeGreaterThanOrEqual(60)
  expect(new Set(wrong.flatMap(({ findings }) => findings.map(({ id }) => id))).size).toBe(7)
})

test.each(samples)('$name: what is wrong is found at its line, and nothing else', (sample) => {
  const lint = look(sample, sample)
  expect(lint.findings.map(({ id, file, line }) => ({ id, file, line }))).toEqual(sample.findings)
  expect(lint.unknown.map(({ id, file }) => ({ id, file })).sort(byText)).toEqual(sample.unknown.toSorted(byText))
})

describe.each(wrong)('$name', (sample) => {
  test('each cure, carried out, makes its finding go away and no other come', () => {
    const before = look(sample, sample)
    for (const finding of before.findings) {
      const after = look(sample, cured(sample, finding))
      expect(after.findings.map(nameOf)).toEqual(before.findings.filter((each) => each !== finding).map(nameOf))
    }
  })

  test('all cures, one after the other, make it pass', () => {
    let host: Host = sample
    for (let round = 0; round < 10 && look(sample, host).findings.length > 0; round++) host = cured(host, look(sample, host).findings[0] as Finding)
    expect(look(sample, host).findings).toEqual([])
  })

  test('a cure says in words what to do', () => {
    for (const finding of look(sample, sample).findings) {
      expect(finding.cure.length).toBeGreaterThan(20)
      expect(finding.text).not.toBe('')
      for (const step of finding.steps) {
        expect(finding.cure).toContain(step.file)
        if (step.kind === 'lines') for (const line of step.lines) expect(finding.cure).toContain(line)
      }
    }
  })
})

type Host = { texts: ReadonlyMap<string, string>; rights: ReadonlyMap<string, GivenRights> }

function look({ given, whole }: Sample, { texts, rights }: Host): Lint {
  return lintConfiguration(filesFromTexts(texts, { ...(given && { given }), rights, isWhole: whole }))
}

function cured({ texts, rights }: Host, { steps }: Finding): Host {
  const certificates = steps.flatMap((step) => (step.kind === 'certificate' ? [[step.file, { mode: 0o644 }] as const] : []))
  const opened = certificates.flatMap(([file]) => [...rights].filter(([folder]) => file.startsWith(`${folder}/`)).map(([folder, each]) => [folder, { ...each, mode: 0o755 }] as const))
  return { texts: applyCure(texts, steps), rights: new Map<string, GivenRights>([...rights, ...opened, ...certificates]) }
}

function nameOf({ id, file }: { id: string; file: string }): string {
  return `${id} ${file}`
}

function byText(one: { id: string; file: string }, other: { id: string; file: string }): number {
  return nameOf(one).localeCompare(nameOf(other))
}
