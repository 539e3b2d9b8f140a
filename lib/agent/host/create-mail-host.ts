import { join } from 'node:path'
import * as z from 'zod'
import type { HostKind } from '../../protocol/readings.ts'
import type { MailHost } from './mail-host.ts'
import { createEximHost } from './exim/exim-host.ts'
import { oursInFolder } from './postfix/ours.ts'
import { createPostfixHost } from './postfix/postfix-host.ts'
import { createQmailHost } from './qmail/create-qmail-host.ts'
import { findQmailService } from './qmail/find-qmail-service.ts'

const text = z.string().min(1)

/** What an admin may say of a Postfix host; see `PostfixOptions`. `stateFolder`: where the record of our holds lies. */
export const postfixHostOptions = z.strictObject({
  configDirectory: text.optional(),
  log: text.optional(),
  hostName: text.optional(),
  programs: text.optional(),
  mapFolder: text.optional(),
  stateFolder: text.optional(),
})

/** What an admin may say of a qmail host; see `QmailOptions`. `serviceFolder`: the supervise folder of qmail-send. */
export const qmailHostOptions = z.strictObject({
  root: text.default('/var/qmail'),
  logs: z.array(text).default([]),
  vpopmailBin: text.nullable().default(null),
  serviceFolder: text.nullable().default(null),
  store: text.optional(),
  passwdFile: text.optional(),
  /** The agent's; a shell tool that ends right after its act must not leave the queue down. */
  lingerMs: z.number().int().min(0).max(1000).optional(),
})

/** What an admin may say of an Exim host; see `EximOptions`. */
export const eximHostOptions = z.strictObject({ program: text.optional(), log: text.optional(), hostName: text.optional() })

/** Beside each other for several Postfix instances of one machine. */
export function stateFolderOf(configDirectory = '/etc/postfix'): string {
  return join('/var/lib/relayward', `postfix${configDirectory.replaceAll('/', '-')}`)
}

/**
 * Opens the driver of a kind of mail server. Agent and shell tools come this way, so that they share what they know of
 * our holds. Throws a sentence for the admin when the options are wrong or the server is not there.
 */
export async function createMailHost(kind: HostKind, options: Record<string, unknown>): Promise<MailHost> {
  switch (kind) {
    case 'postfix': {
      const { stateFolder, ...postfix } = readOptions(postfixHostOptions, options)
      const folder = stateFolder ?? stateFolderOf(postfix.configDirectory)
      return createPostfixHost(postfix, oursInFolder(join(folder, 'ours')))
    }
    case 'qmail': {
      const { serviceFolder, ...qmail } = readOptions(qmailHostOptions, options)
      return createQmailHost({ ...qmail, service: findQmailService(qmail.root, serviceFolder) })
    }
    case 'exim':
      return createEximHost(readOptions(eximHostOptions, options))
  }
}

function readOptions<T extends z.ZodType>(schema: T, options: Record<string, unknown>): z.output<T> {
  const parsed = schema.safeParse(options)
  if (!parsed.success) throw new Error(`options of the host: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
