import type { Verdict } from '../configuration.ts'
import type { HostConfiguration } from '../host-configuration.ts'
import { isOfPlesk, isYes, settingOf } from '../postfix/postfix-host.ts'
import { appendLines, fail, lastLineOf, pass } from '../report-verdicts.ts'
import { rewritesPostfix } from '../rewritten-by.ts'
import { say } from '../sentences.ts'

const ID = 'short-queue-ids'

/** Short queue ids are used again for other messages; who acts on one may hit another's mail. */
export function shortQueueIds({ files, postfixes }: HostConfiguration): Verdict[] {
  return postfixes.flatMap((postfix) => {
    const { main } = postfix
    if (!main) return []
    const setting = settingOf(postfix, 'enable_long_queue_ids')
    if (isYes(setting?.text)) return [pass(ID, main.file)]
    const parameter = main.parameters.get('enable_long_queue_ids')
    const cured = 'enable_long_queue_ids = yes'
    return [fail(files, {
      id: ID,
      at: parameter ? { file: main.file, line: parameter.line } : { file: main.file, line: lastLineOf(files, main.file) },
      message: say('short-queue-ids'),
      steps: parameter ? [{ kind: 'lines', file: main.file, line: parameter.line, removed: parameter.lastLine - parameter.line + 1, lines: [cured] }] : [appendLines(files, main.file, [cured])],
      then: ['postfix reload'],
      source: say('source-queue-ids'),
      rewrittenBy: rewritesPostfix(isOfPlesk(postfix), main.file),
    })]
  })
}
