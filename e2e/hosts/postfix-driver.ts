import type { MailHost } from '../../lib/agent/host/mail-host.ts'
import { oursInFolder } from '../../lib/agent/host/postfix/ours.ts'
import { createPostfixHost } from '../../lib/agent/host/postfix/postfix-host.ts'

export type PostfixDriverOptions = { configDirectory: string; oursFolder: string }

/** The real driver as a child process opens it. */
export async function openHost(options: unknown): Promise<MailHost> {
  const { configDirectory, oursFolder } = options as PostfixDriverOptions
  return createPostfixHost({ configDirectory, hostName: 'mail1' }, oursInFolder(oursFolder))
}
