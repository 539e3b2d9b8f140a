import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { superviseService } from '../../lib/agent/host/qmail/supervise-service.ts'
import { startQmailLab, type QmailLab } from '../lab/qmail-lab.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { HostLab, LabAccount, LabMail } from './host-lab.ts'
import { openHost, type QmailDriverOptions } from './qmail-driver.ts'

const ACCOUNTS = 80
const PARTS = ['todo', 'info', 'intd', 'mess', 'remote', 'local', 'bounce']
const NO_POP_NO_IMAP = 0x2 | 0x8

/** A living qmail host of real-format files: queue, multilog, vpopmail, supervise. */
export async function startQmailHostLab(): Promise<HostLab> {
  const accounts = Array.from({ length: ACCOUNTS }, (_, n) => ({ name: `user${n}@acct.example`, password: `secret-${n}` }))
  const lab = await startQmailLab({ accounts: Object.fromEntries(accounts.map(({ name }) => [name, 0])) })
  const { root, logs, vpopmailBin, serviceFolder } = lab.sim
  const options: QmailDriverOptions = { root, logs, vpopmailBin, serviceFolder }
  const service = superviseService({ root, serviceFolder, stopWithinMs: 10_000 })
  let used = 0

  return {
    driver: { module: fileURLToPath(new URL('qmail-driver.ts', import.meta.url)), options },
    openHost: () => openHost(options),
    newAccount: () => takeAccount(accounts, used++),
    send: async (account, mails) => {
      const refused = mails.map((mail) => handIn(lab, account, mail)).find(({ accepted }) => !accepted)
      if (refused) throw new Error(`not accepted: ${JSON.stringify(refused)}`)
      await waitUntil('the queue has settled', () => lab.sim.isSettled())
    },
    openSession: async (account) => ({ send: async (mail) => (handIn(lab, account, mail).accepted ? 'accepted' : 'refused'), close: () => {} }),
    canFetch: async ({ name }) => (flagsOf(join(vpopmailBin, '..'), name) & NO_POP_NO_IMAP) === 0,
    door: null,
    delivered: async (recipient) => lab.delivered.filter((one) => one.recipient === recipient).map(({ text }) => Buffer.from(text.replaceAll('\n', '\r\n'))),
    setDeadAlive: async (isAlive) => void (lab.isDeadAlive = isAlive),
    copies: async (id) => copiesOf(root, id),
    storedMessage: async (id) => Buffer.from(readFileSync(pathOf(root, 'mess', id) ?? '', 'utf8').replaceAll('\n', '\r\n')),
    holdByHand: null,
    restartServer: async () => {
      await service.stop()
      await service.start()
    },
    rotateLog: async () => {
      // Two files put away within one clock tick of the stamps would be one name.
      await wait(2)
      lab.sim.rotateLogs()
    },
    stop: lab.end,
  }
}

function handIn(lab: QmailLab, account: LabAccount, { from, to, raw }: LabMail) {
  return lab.sim.inject({ account: account.name, clientIp: '192.0.2.7', sender: from, recipients: to, text: `${raw.replaceAll('\r\n', '\n')}\n` })
}

function takeAccount(accounts: LabAccount[], n: number): LabAccount {
  const account = accounts[n]
  if (!account) throw new Error('the lab has no account left')
  return account
}

/**
 * One place per shelf that has any file of the message, so half a move shows as two. The sum is over bytes, inode,
 * owner and mode of all parts, and over times where qmail-send does not write its own schedule.
 */
function copiesOf(root: string, id: string): { where: string; sha256: string }[] {
  const shelves = { queue: join(root, 'queue'), quarantine: join(root, 'relayward', 'quarantine'), trash: join(root, 'relayward', 'trash') }
  return Object.entries(shelves).flatMap(([where, shelf]) => {
    const parts = PARTS.flatMap((part) => filesNamed(join(shelf, part), id).map((path) => describePart(part, path)))
    return parts.length === 0 ? [] : [{ where, sha256: createHash('sha256').update(parts.join('\n')).digest('hex') }]
  })
}

function describePart(part: string, path: string): string {
  const { ino, uid, gid, mode, mtimeNs } = lstatSync(path, { bigint: true })
  const time = part === 'remote' || part === 'local' ? '' : mtimeNs
  return [part, ino, uid, gid, mode, time, readFileSync(path, 'hex')].join(' ')
}

function pathOf(root: string, part: string, id: string): string | undefined {
  return [join(root, 'queue', part), join(root, 'relayward', 'quarantine', part)].flatMap((folder) => filesNamed(folder, id))[0]
}

function filesNamed(folder: string, id: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile() && entry.name === id).map((entry) => join(entry.parentPath, entry.name))
}

function flagsOf(vpopmailHome: string, account: string): number {
  const [user, domain] = account.split('@')
  const lines = readFileSync(join(vpopmailHome, 'domains', domain ?? '', 'vpasswd'), 'utf8').split('\n')
  return Number(lines.find((line) => line.startsWith(`${user}:`))?.split(':')[3])
}
