import { scanExim } from './exim-scan.ts'
import type { LogScan, ReceiverOf } from './log-scan.ts'
import { scanPostfix } from './postfix-scan.ts'

export const LOG_FORMATS = ['postfix', 'exim'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/** The reader of a mail server's log. */
export function openLogScan(format: LogFormat, receiverOf: ReceiverOf): LogScan {
  switch (format) {
    case 'postfix':
      return scanPostfix(receiverOf)
    case 'exim':
      return scanExim(receiverOf)
  }
}
