import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { applySetup, planSetup } from '../../lib/agent/host/postfix/setup.ts'
import { describePostfix } from '../../lib/agent/host/postfix/postfix-options.ts'
import { startDovecotInstance } from '../lab/dovecot-instance.ts'
import { freePort } from '../lab/free-port.ts'
import { startPostfix, type PostfixLab } from '../lab/postfix-instance.ts'
import { openSmtpSession } from '../../lib/demo/smtp/smtp-session.ts'
import { startSmtpSink, type SinkAnswer, type SmtpSink, type SunkMessage } from '../lab/smtp-sink.ts'
import { submitMail } from '../../lib/demo/smtp/submit-mail.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { HostLab, LabAccount } from './host-lab.ts'
import { openHost } from './postfix-driver.ts'

const ACCOUNTS = 60
const QUEUES = ['maildrop', 'incoming', 'active', 'deferred', 'hold', 'corrupt']
export const DOOR_ADDRESS = 'abuse@provider.example'

/** Real Postfix and Dovecot, set up by our own setup, with sinks for the contract's domains. */
export async function startPostfixLab(): Promise<HostLab & { postfix: PostfixLab }> {
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => ({ name: `user${n}@acct.example`, password: `secret-${n}` }))
  const dovecot = await startDovecotInstance(Object.fromEntries(accounts.map(({ name, password }) => [name, password])))
  const sink = await startSmtpSink((recipient) => answerFor(recipient))
  // Dead are ports that nobody listens on; a live sink on one makes its domain reachable, as when a receiver comes back.
  const dead = { port: await freePort(), sink: null as SmtpSink | null, delivered: [] as SunkMessage[] }
  const postfix = await startPostfix({
    hostName: 'mail1.provider.example',
    authSocket: dovecot.authSocket,
    mailFolder: dovecot.mailFolder,
    mailboxes: [DOOR_ADDRESS, 'postmaster@provider.example', ...accounts.map(({ name }) => name)],
    routes: { 'sink.example': sink.port, 'hard.example': sink.port, 'dead.example': dead.port, 'forged.example': await freePort() },
  })
  const memory = await mkdtemp(join(tmpdir(), 'relayward-memory-'))
  const instance = await describePostfix({ configDirectory: postfix.configDirectory })
  await applySetup(instance, await planSetup(instance))

  const driver = { module: fileURLToPath(new URL('postfix-driver.ts', import.meta.url)), options: { configDirectory: postfix.configDirectory, oursFolder: join(memory, 'ours') } }
  let used = 0
  return {
    postfix,
    driver,
    openHost: () => openHost(driver.options),
    newAccount: () => takeAccount(accounts, used++),
    send: async ({ name, password }, mails) => {
      const answers = await submitMail({ port: postfix.smtpPort, account: name, password, mails, sessions: Math.min(6, mails.length) })
      const refused = answers.find(({ accepted }) => !accepted)
      if (refused) throw new Error(`not accepted: ${refused.reply.text}`)
      await waitUntil('the queue has settled', async () => (await filesIn(postfix.queueDirectory, ['incoming', 'active'])).length === 0, { withinMs: 30_000 })
    },
    openSession: async ({ name, password }) => {
      const session = await openSmtpSession({ port: postfix.submissionPort }, { account: name, password })
      return { send: async (mail) => ((await session.send(mail)).accepted ? 'accepted' : 'refused'), close: session.close }
    },
    canFetch: ({ name, password }) => dovecot.canFetch(name, password),
    door: { address: DOOR_ADDRESS, hasMail: (text) => hasMail(join(dovecot.mailFolder, DOOR_ADDRESS, 'new'), text) },
    delivered: async (recipient) => [...sink.messages, ...dead.delivered, ...(dead.sink?.messages ?? [])].filter(({ to }) => to.includes(recipient)).map(({ raw }) => raw),
    setDeadAlive: async (isAlive) => {
      dead.delivered.push(...(dead.sink?.messages ?? []))
      await dead.sink?.stop()
      dead.sink = isAlive ? await startSmtpSink(undefined, dead.port) : null
    },
    copies: async (id) => copiesOf(postfix.queueDirectory, id),
    storedMessage: async (id) => Buffer.from((await postfix.tool('postcat', ['-bhq', id])).replaceAll('\n', '\r\n'), 'utf8'),
    holdByHand: async (id) => void (await postfix.tool('postsuper', ['-h', id])),
    restartServer: async () => {
      await postfix.halt()
      await postfix.start()
    },
    rotateLog: postfix.rotateLog,
    stop: async () => {
      await postfix.stop()
      await dovecot.stop()
      await sink.stop()
      await dead.sink?.stop()
      await rm(memory, { recursive: true })
    },
  }
}

function answerFor(recipient: string): SinkAnswer {
  return recipient.endsWith('@hard.example') ? { kind: 'refuse', code: 550, text: '5.1.1 no such user here' } : { kind: 'accept' }
}

function takeAccount(accounts: LabAccount[], n: number): LabAccount {
  const account = accounts[n]
  if (!account) throw new Error('the lab has no account left')
  return account
}

async function filesIn(queueDirectory: string, queues: string[]): Promise<{ name: string; path: string }[]> {
  const found = await Promise.all(
    queues.map(async (queue) => {
      const entries = await readdir(join(queueDirectory, queue), { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map((entry) => ({ name: entry.name, path: join(entry.parentPath, entry.name) }))
    }),
  )
  return found.flat()
}

async function copiesOf(queueDirectory: string, id: string): Promise<{ where: string; sha256: string }[]> {
  const files = (await filesIn(queueDirectory, QUEUES)).filter(({ name }) => name === id)
  const copies = await Promise.all(
    files.map(async ({ path }) => {
      // One that moved on between listing and reading is not there any more.
      const bytes = await readFile(path).catch(() => null)
      return bytes && { where: path, sha256: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
  return copies.filter((copy) => copy !== null)
}

async function hasMail(folder: string, text: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => [])
  const bodies = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  return bodies.some((body) => body.includes(text))
}
