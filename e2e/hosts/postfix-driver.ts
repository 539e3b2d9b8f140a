import type { MailHost } from '../../lib/agent/host/mail-host.ts'
import { oursInFile } from '../../lib/agent/host/postfix/ours.ts'
import { createPostfixHost } from '../../lib/agent/host/postfix/postfix-host.ts'

export type PostfixDriverOptions = { configDirectory: string; oursFile: string }

/** The real driver as a child process opens it. */
export async function openHost(options: unknown): Promise<MailHost> {
  const { configDirectory, oursFile } = options as PostfixDriverOptions
  return createPostfixHost({ configDirectory, hostName: 'mail1' }, oursInFile(oursFile))
}
