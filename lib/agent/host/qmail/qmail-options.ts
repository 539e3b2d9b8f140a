import type { QmailService } from './qmail-service.ts'

export type QmailOptions = {
  /** Holds `queue/` and `control/`; `/var/qmail` on a real host. */
  root: string
  /** multilog folders (with `current`) and syslog files of qmail-send, qmail-smtpd with spamdyke, and vchkpw. */
  logs: string[]
  /** Folder of `vuserinfo` and `vmoduser`; null where no vpopmail is: then nobody can be locked. */
  vpopmailBin: string | null
  service: QmailService
  /** Quarantine, trash and lock records. On the queue's file system; `relayward/` beside the queue by default. */
  store?: string
  /** Who is who among uids; `/etc/passwd` by default. */
  passwdFile?: string
  /** Ends one SMTP session by its pid; by default a TERM to a process that is surely that session. */
  endSession?: (pid: number, seenAt: Date) => void
  /** How long to leave the queue down after an act, for the next one; at most 1.5 s in a row. 0: start it at once. */
  lingerMs?: number
  now?: () => Date
}
