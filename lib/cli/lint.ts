import { lintConfiguration, type Lint } from '../configurations/lint-configuration.ts'
import { WrongUse } from './host-arguments.ts'
import { LINT_USAGE, readLintCall } from './lint-call.ts'
import { openLintFiles } from './lint-files.ts'

/** `relayward lint`: what is wrong in a mail host's configuration, for people or as JSON. */
export async function run(args: string[]): Promise<number> {
  try {
    const call = readLintCall(args)
    if (call.help) {
      process.stdout.write(LINT_USAGE)
      return 0
    }
    const { files, nameOf } = openLintFiles(call.files, call.root)
    if (files.given.length === 0) process.stderr.write(`No configuration of a mail host was found below ${call.root ?? ''}.\n`)
    const lint = withNames(lintConfiguration(files), nameOf)
    process.stdout.write(call.json ? `${JSON.stringify({ findings: lint.findings, unknown: lint.unknown })}\n` : inWords(lint))
    return lint.findings.length > 0 ? 1 : 0
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    process.stderr.write(`${error.message}\n\n${LINT_USAGE}`)
    return 2
  }
}

type Shown = {
  findings: { file: string; line: number; id: string; message: string; cure: string; source: string; rewrittenBy: string | null }[]
  passed: { id: string; file: string }[]
  unknown: { id: string; file: string; reason: string }[]
}

function withNames(lint: Lint, nameOf: (file: string) => string): Shown {
  return {
    findings: lint.findings.map(({ file, line, id, message, cure, source, rewrittenBy }) => ({ file: nameOf(file), line, id, message, cure, source, rewrittenBy })),
    passed: lint.passed.map(({ id, file }) => ({ id, file: nameOf(file) })),
    unknown: lint.unknown.map(({ id, file, reason }) => ({ id, file: nameOf(file), reason })),
  }
}

/** Cures stand at the left edge, so that their lines can be copied as they are. */
function inWords({ findings, passed, unknown }: Shown): string {
  const told = findings.map(({ file, line, id, message, cure, source, rewrittenBy }) => [`${file}:${line}: ${id}`, message, cure, ...(rewrittenBy === null ? [] : [rewrittenBy]), `(${source})`, '', ''].join('\n'))
  const dim = unknown.map(({ file, id, reason }) => `${file}: ${id}: ${reason}\n`)
  return [...told, ...dim, `${findings.length} found, ${passed.length} right, ${unknown.length} could not be told\n`].join('')
}
