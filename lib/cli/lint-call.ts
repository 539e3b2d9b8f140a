import { parseArgs } from 'node:util'
import * as z from 'zod'
import { WrongUse } from './host-arguments.ts'

export const LINT_USAGE = `relayward lint FILE… [--root DIR] [--json]
relayward lint --root DIR [--json]

Looks at the configuration of one mail host, whose files are given together: xinetd, run files of tcpserver, socket units,
spamdyke, Postfix (main.cf, master.cf), Exim. Each finding names file, line, what is wrong, and lines to paste. What cannot be
told, because a file that decides is missing, is told apart and is no finding.

  FILE        a file of that host; with --root also by its path there (/etc/postfix/main.cf)
  --root DIR  below DIR lies the host: what the files name is read there, rights of certificates are looked at, and without
              FILE the files of every known kind are looked for. "/" is this machine
  --json      one object: findings [{file, line, id, message, cure, source, rewrittenBy}], unknown [{id, file, reason}]

Exit codes: 0 nothing is wrong, 1 something is, 2 wrong use.
`

const call = z.strictObject({ files: z.array(z.string().min(1)), root: z.string().min(1).optional(), json: z.boolean().default(false), help: z.boolean().default(false) })
export type LintCall = z.infer<typeof call>

/** Reads the arguments of `relayward lint`. Throws `WrongUse` with what is wrong. */
export function readLintCall(args: string[]): LintCall {
  try {
    const { values, positionals } = parseArgs({ args, options: { root: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } }, strict: true, allowPositionals: true })
    const read = call.parse({ ...values, files: positionals })
    if (!read.help && read.files.length === 0 && read.root === undefined) throw new Error('say which files: FILE…, or --root DIR')
    return read
  } catch (cause) {
    throw new WrongUse(cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message, { cause })
  }
}
