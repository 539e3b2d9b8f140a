import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeSpool, type QmailIds } from './make-spool.ts'
import { makeVpopmail } from './make-vpopmail.ts'
import { MultilogWriter } from './multilog-writer.ts'
import { openQueueFiles } from './queue-files.ts'
import { QmailSend, type QmailSendOptions } from './qmail-send.ts'
import { createSmtpFront, type InjectAnswer, type InjectedMail, type LocalMail } from './smtp-front.ts'
import { SuperviseFolder } from './supervise-folder.ts'

export type SimulatorOptions = {
  /** An empty or earlier folder of this host: `qmail/`, `log/`, `service/` and `vpopmail/` are made in it. */
  folder: string
  hostName: string
  localDomains: string[]
  /** Accounts and their vpopmail flags. */
  accounts: Record<string, number>
  deliver: QmailSendOptions['deliver']
  concurrency?: QmailSendOptions['concurrency']
  ids?: QmailIds
  now?: () => Date
  multilog?: { maxBytes: number; keep: number }
}

/** A living qmail host of real-format files. The paths are what its agent is given. */
export type QmailSimulator = {
  root: string
  logs: string[]
  serviceFolder: string
  vpopmailBin: string
  inject(mail: InjectedMail): InjectAnswer
  /** Mail of a script on the host; answers its number in the queue. */
  injectLocal(mail: LocalMail): string
  /** Everything that came in was tried once. */
  isSettled(): boolean
  rotateLogs(): void
  stop(): Promise<void>
}

/** Uids as a qmail installation has them, and nobody on a host without one. */
export const USUAL_IDS: QmailIds = { qmaild: 7791, qmailq: 7794, qmailr: 7795, qmails: 7796, qmail: 2107 }

export async function startQmailSimulator(options: SimulatorOptions): Promise<QmailSimulator> {
  const { folder, hostName, localDomains, ids = USUAL_IDS, now = () => new Date(), deliver, concurrency } = options
  const root = join(folder, 'qmail')
  const vpopmailHome = join(folder, 'vpopmail')
  const syslogFile = join(folder, 'log', 'maillog')
  makeSpool({ root, hostName, localDomains, ids })
  makeVpopmail(vpopmailHome, options.accounts)
  mkdirSync(join(folder, 'log'), { recursive: true })
  appendFileSync(syslogFile, '')

  const sendLog = new MultilogWriter({ folder: join(folder, 'log', 'qmail-send'), now, ...options.multilog })
  const smtpLog = new MultilogWriter({ folder: join(folder, 'log', 'qmail-smtpd'), now, ...options.multilog })
  const nextPid = countPids(now())
  const locals = new Set(localDomains)
  const send = new QmailSend({ files: openQueueFiles(root, ids), ids, log: sendLog, hostName, locals, deliver, nextPid, now, ...(concurrency ? { concurrency } : {}) })
  const supervise = new SuperviseFolder({ serviceFolder: join(folder, 'service', 'qmail-send'), send, now })
  const front = createSmtpFront({ root, ids, hostName, log: smtpLog, syslogFile, vpopmailHome, localDomains, nextPid, now })
  await supervise.start()

  return {
    root,
    logs: [join(folder, 'log', 'qmail-send'), join(folder, 'log', 'qmail-smtpd'), syslogFile],
    serviceFolder: join(folder, 'service', 'qmail-send'),
    vpopmailBin: join(vpopmailHome, 'bin'),
    inject: front.inject,
    injectLocal: front.injectLocal,
    isSettled: () => send.isSettled,
    rotateLogs: () => {
      sendLog.rotate()
      smtpLog.rotate()
    },
    stop: async () => {
      await supervise.stop()
      sendLog.close()
      smtpLog.close()
    },
  }
}

/** Pids as Linux gives them: upwards, and round again. Where they start moves with time, so a restart repeats none. */
function countPids(now: Date): () => number {
  let pid = 300 + (Math.floor(now.getTime() / 100) % 30_000)
  return () => {
    pid = pid + 1 >= 32_768 ? 300 : pid + 1
    return pid
  }
}
