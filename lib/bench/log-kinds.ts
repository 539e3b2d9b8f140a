import { generateEximLog } from './generators/exim-log.ts'
import { generatePostfixLog } from './generators/postfix-log.ts'
import { generateQmailLog } from './generators/qmail-log.ts'

export type LogKind = {
  /** Raised when the generator writes other lines than before, so that a kept log is made anew. */
  version: number
  generate: (lines: number, seed: number, file: string, truthFile: string) => void
}

/** The logs that are compared, by the name of their format. */
export const LOG_KINDS: Record<string, LogKind> = {
  postfix: { version: 1, generate: generatePostfixLog },
  exim: { version: 2, generate: generateEximLog },
  qmail: { version: 1, generate: generateQmailLog },
}
