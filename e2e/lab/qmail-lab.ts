import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createQmailHost } from '../../lib/agent/host/qmail/create-qmail-host.ts'
import type { QmailOptions } from '../../lib/agent/host/qmail/qmail-options.ts'
import { superviseService } from '../../lib/agent/host/qmail/supervise-service.ts'
import type { MailHost } from '../../lib/agent/host/mail-host.ts'
import type { Outcome } from '../../lib/demo/qmail-simulator/qmail-send.ts'
import { startQmailSimulator, type QmailSimulator } from '../../lib/demo/qmail-simulator/start-qmail-simulator.ts'
import type { InjectedMail } from '../../lib/demo/qmail-simulator/smtp-front.ts'

export const ALICE = 'alice@acct.example'
export const BOB = 'bob@acct.example'

export type LabOptions = { accounts?: Record<string, number>; multilog?: { maxBytes: number; keep: number } }

/** A living qmail host in a temporary folder. What receivers do depends on the recipient's domain. */
export type QmailLab = {
  sim: QmailSimulator
  folder: string
  options: QmailOptions
  host: MailHost
  /** Recipients in the order in which their mail was delivered, with the stored message. */
  delivered: { recipient: string; text: string }[]
  attempted: string[]
  /** Whether `dead.example` can be delivered to now. */
  isDeadAlive: boolean
  /** Deliveries to `slow.example` end when this is called. */
  letSlowGo(): void
  send(mail: Partial<InjectedMail> & { recipients: string[] }): string
  /** Another agent on the same host, as after a restart. */
  reopen(): MailHost
  end(): Promise<void>
}

export async function startQmailLab({ accounts = { [ALICE]: 0, [BOB]: 0 }, multilog }: LabOptions = {}): Promise<QmailLab> {
  const folder = mkdtempSync(join(tmpdir(), 'relayward-qmail-'))
  const delivered: QmailLab['delivered'] = []
  const attempted: string[] = []
  let letSlowGo = () => {}
  const slow = new Promise<void>((resolve) => (letSlowGo = resolve))
  const sim = await startQmailSimulator({
    folder,
    hostName: 'mx.acct.example',
    localDomains: ['acct.example'],
    accounts,
    ...(multilog ? { multilog } : {}),
    deliver: async ({ recipient, messPath }) => {
      attempted.push(recipient)
      if (recipient.endsWith('@slow.example')) await slow
      const outcome = outcomeFor(recipient, lab.isDeadAlive)
      if (outcome.outcome === 'success') delivered.push({ recipient, text: readFileSync(messPath, 'utf8') })
      return outcome
    },
  })
  const options: QmailOptions = {
    root: sim.root,
    logs: sim.logs,
    vpopmailBin: sim.vpopmailBin,
    service: superviseService({ root: sim.root, serviceFolder: sim.serviceFolder, stopWithinMs: 1500 }),
  }
  let mails = 0
  const lab: QmailLab = {
    sim,
    folder,
    options,
    host: createQmailHost(options),
    delivered,
    attempted,
    isDeadAlive: false,
    letSlowGo,
    reopen: () => createQmailHost(options),
    send: (mail) => {
      const text = `Message-ID: <${++mails}@client.example>\nSubject: number ${mails}\n\nBody of ${mails}\nReceived: not a header\n`
      const answer = sim.inject({ account: ALICE, clientIp: '127.0.0.31', sender: ALICE, text, ...mail })
      if (!answer.accepted) throw new Error(answer.reply)
      return answer.id
    },
    end: async () => {
      letSlowGo()
      await sim.stop()
      rmSync(folder, { recursive: true })
    },
  }
  return lab
}

function outcomeFor(recipient: string, isDeadAlive: boolean): Outcome {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1)
  if (domain === 'forged.example' || (domain === 'dead.example' && !isDeadAlive)) return { outcome: 'deferral', report: "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)" }
  if (domain === 'hard.example') {
    return { outcome: 'failure', report: '127.0.0.9 does not like recipient.\nRemote host said: 550 5.1.1 user unknown\nGiving up on 127.0.0.9.' }
  }
  return { outcome: 'success', report: '127.0.0.9 accepted message.\nRemote host said: 250 2.0.0 Ok' }
}

/** Every file of the queue with all that must not change: inode, times to the nanosecond, mode, owner, bytes. */
export function snapshotQueue(root: string, ids?: string[]): Map<string, string> {
  const wanted = ids && new Set(ids)
  const files = new Map<string, string>()
  for (const part of ['mess', 'info', 'local', 'remote', 'bounce', 'todo', 'intd']) {
    for (const entry of readdirSync(join(root, 'queue', part), { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || (wanted && !wanted.has(entry.name))) continue
      const path = join(entry.parentPath, entry.name)
      const { ino, mtimeNs, mode, uid, gid } = lstatSync(path, { bigint: true })
      const bytes = createHash('sha256').update(readFileSync(path)).digest('hex')
      files.set(relative(root, path), [ino, mtimeNs, mode, uid, gid, bytes].join(' '))
    }
  }
  return files
}
