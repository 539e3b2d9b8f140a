import type { Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { appendLines, fail, lastLineOf, lineAt, pass, replaceLine, unknown } from '../report-verdicts.ts'
import { rewritesListener } from '../rewritten-by.ts'
import { parseSpamdyke } from '../spamdyke/parse-spamdyke.ts'
import { lastValue, unreadFile, type SpamdykeUse } from '../spamdyke/spamdyke-settings.ts'
import { sayUnread } from './implicit-tls.ts'
import { say } from '../sentences.ts'

const ID = 'spamdyke-logs-nothing'
const SOURCE = say('source-spamdyke-log')
const COMMENT_BEHIND = /^(info|verbose|debug|excessive)\s+#/i
const LOGS = /^(info|verbose|debug|excessive)$/i

/** spamdyke must write a line for each message, or nobody can tell who sent what. */
export function spamdykeLogsNothing(host: HostConfiguration): Verdict[] {
  return [...host.spamdykes.map((use) => ofUse(host, use)), ...host.looseSpamdykeFiles.map((file) => ofFile(host, file))]
}

function ofUse({ files }: HostConfiguration, use: SpamdykeUse): Verdict {
  const level = lastValue(use, 'log-level')
  const unread = unreadFile(use)
  if (unread) return unknown(ID, unread.named.file, sayUnread(unread))
  if (level && (LOGS.test(level.value ?? '') || (level.value === null && level.from === 'command-line'))) return pass(ID, level.file)
  if (level && COMMENT_BEHIND.test(level.value ?? '')) return unknown(ID, level.file, say('unclear-comment'))
  if (level?.value?.includes('?')) return unknown(ID, level.file, say('unclear-value', { option: 'log-level' }))
  if (level?.from === 'command-line') {
    const line = lineAt(files, level)
    const cured = line.replace(/(--log-l\w*[= ]+|\s-l ?)(none|error)\b/i, '$1info')
    return fail(files, { id: ID, at: level, message: sayLevel(level.value), steps: cured === line ? [] : [replaceLine(level, cured)], words: say('give-log-level'), source: SOURCE, rewrittenBy: rewritesListener(use.listener) })
  }
  if (level) return fail(files, { id: ID, at: level, message: sayLevel(level.value), steps: [replaceLine(level, 'log-level=info')], source: SOURCE })
  const last = use.files.at(-1)
  if (last) return fail(files, { id: ID, at: { file: last.path, line: lastLineOf(files, last.path) }, message: sayLevel(undefined), steps: [appendLines(files, last.path, ['log-level=info'])], source: SOURCE })
  const line = lineAt(files, use.at)
  const steps = line.includes(use.at.text) ? [replaceLine(use.at, line.replace(use.at.text, () => `${use.at.text} --log-level=info`))] : []
  return fail(files, { id: ID, at: use.at, message: sayLevel(undefined), steps, words: say('give-log-level'), source: SOURCE, rewrittenBy: rewritesListener(use.listener) })
}

/** A file alone: its command line is not known, but it is the file that mostly says it. */
function ofFile({ files }: HostConfiguration, file: string): Verdict {
  const look = files.read(file)
  const directives = look.state === 'read' ? parseSpamdyke(look.text) : []
  const level = directives.findLast(({ name }) => name === 'log-level')
  if (level && LOGS.test(level.value ?? '')) return pass(ID, file)
  if (level && COMMENT_BEHIND.test(level.value ?? '')) return unknown(ID, file, say('unclear-comment'))
  const further = directives.find(({ name }) => name === 'config-file')
  if (further && !level) return unknown(ID, file, say('unclear-further-file', { path: further.value ?? '' }))
  if (level) return fail(files, { id: ID, at: { file, line: level.line }, message: sayLevel(level.value), steps: [replaceLine({ file, line: level.line }, 'log-level=info')], source: SOURCE })
  return fail(files, { id: ID, at: { file, line: lastLineOf(files, file) }, message: sayLevel(undefined), steps: [appendLines(files, file, ['log-level=info'])], source: SOURCE })
}

function sayLevel(value: string | null | undefined): string {
  return value === undefined ? say('logs-nothing-told') : say('logs-nothing-level', { level: value ?? say('empty') })
}
