import { parseArgs } from 'node:util'
import * as z from 'zod'
import { WrongUse } from './host-arguments.ts'

export const CLASSIFY_USAGE = `relayward classify [--mx NAME] [--taught FILE] [--json] [FILE …]

Tells what the replies of receivers mean. One reply per line from the files or standard input: plain text, or
{"id": …, "text": "…", "mx": "…"}, where \\n in the text separates the lines of a longer reply.

  --mx NAME      the mail server that gave the replies (a line's own mx goes before it)
  --taught FILE  rules that were taught to this installation, as JSON: {"version", "rules": […]}
  --json         one JSON object per line: id, class, scope, permanent, receiver, rule

Exit codes: 0 done, 1 something could not be read, 2 wrong use.
`

const classifyCall = z.strictObject({
  files: z.array(z.string().min(1)),
  mx: z.string().min(1).optional(),
  taught: z.string().min(1).optional(),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
})
export type ClassifyCall = z.output<typeof classifyCall>

/** Reads the arguments of `relayward classify`. Throws `WrongUse` with what is wrong. */
export function readClassifyCall(args: string[]): ClassifyCall {
  const string = { type: 'string' } as const
  const boolean = { type: 'boolean' } as const
  try {
    const { values, positionals } = parseArgs({ args, options: { mx: string, taught: string, json: boolean, help: boolean }, strict: true, allowPositionals: true })
    return classifyCall.parse({ files: positionals, ...values })
  } catch (cause) {
    throw new WrongUse(cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message, { cause })
  }
}

/** One line of input: a reply, or why it is none. */
export type ReplyLine = { id: string | number; text: string; mx: string | undefined } | { fault: string }

/**
 * Reads one line. A line that is no JSON is a reply as it stands, also when it begins with a brace; a JSON object without
 * a text is a fault.
 *
 * @param lineNumber the id of a reply that brings none
 */
export function readReplyLine(line: string, lineNumber: number): ReplyLine {
  const plain = { id: lineNumber, text: line.endsWith('\r') ? line.slice(0, -1) : line, mx: undefined }
  if (!line.startsWith('{')) return plain
  const value = parsed(line)
  if (value === undefined) return plain
  const { id = lineNumber, text, mx } = value
  if (typeof text !== 'string') return { fault: 'the object has no "text"' }
  if (typeof id !== 'string' && typeof id !== 'number') return { fault: '"id" is neither a text nor a number' }
  return { id, text, mx: typeof mx === 'string' && mx !== '' ? mx : undefined }
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return undefined
  }
}
