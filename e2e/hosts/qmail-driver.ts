import { createQmailHost } from '../../lib/agent/host/qmail/create-qmail-host.ts'
import { superviseService } from '../../lib/agent/host/qmail/supervise-service.ts'
import type { MailHost } from '../../lib/agent/host/mail-host.ts'

export type QmailDriverOptions = { root: string; logs: string[]; vpopmailBin: string; serviceFolder: string }

/** The real driver as a child process opens it. */
export async function openHost(options: unknown): Promise<MailHost> {
  const { root, logs, vpopmailBin, serviceFolder } = options as QmailDriverOptions
  return createQmailHost({ root, logs, vpopmailBin, service: superviseService({ root, serviceFolder, stopWithinMs: 10_000 }) })
}
