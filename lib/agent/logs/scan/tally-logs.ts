import { scanExim } from './exim-scan.ts'
import type { ReceiverOf } from './log-scan.ts'
import { scanPostfix } from './postfix-scan.ts'
import { scanQmail } from './qmail-scan.ts'
import { readLogFile, readLogStream, readSideBySide } from './read-log-files.ts'
import type { LogTally } from './tally.ts'

export const LOG_FORMATS = ['postfix', 'qmail', 'exim'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/** What the logs of a mail server come to; `-` is standard input. Files of one log come in the order they were written. */
export async function tallyLogs(format: LogFormat, files: string[], receiverOf: ReceiverOf): Promise<LogTally> {
  if (format === 'qmail') {
    const scan = scanQmail(receiverOf)
    if (files.includes('-')) await readLogStream(process.stdin, scan)
    await readSideBySide(files.filter((file) => file !== '-'), scan)
    return scan.tally()
  }
  const scan = format === 'postfix' ? scanPostfix(receiverOf) : scanExim(receiverOf)
  for (const file of files) {
    if (file === '-') await readLogStream(process.stdin, scan)
    else await readLogFile(file, scan)
  }
  return scan.tally()
}
