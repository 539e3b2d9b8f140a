import type { MailHost } from '../../lib/agent/host/mail-host.ts'

export type LabAccount = { name: string; password: string }
export type LabMail = { from: string; to: string[]; raw: string }

/** One session of a client that is logged in. `send` says whether the mail was taken in. */
export type LabSession = { send(mail: LabMail): Promise<'accepted' | 'refused'>; close(): void }

/**
 * A mail server with its driver, as the contract asks for it. Domains: mail to `sink.example` is delivered at once and
 * kept, mail to `dead.example` and `forged.example` waits undeliverable, every recipient at `hard.example` is refused
 * for good as unknown. Members that are null cannot be had with this kind of host, and the promise that needs them is
 * left out.
 */
export type HostLab = {
  /** The driver on this server. Each call makes a new one with the same memory, as a restarted agent would. */
  openHost(): Promise<MailHost>
  /** Where a child process finds the driver: a module that exports `openHost(options)`; options as JSON. */
  driver: { module: string; options: unknown }
  /** An account nobody has used yet. */
  newAccount(): LabAccount
  /** Hands mails in as the account and waits until the queue has them. All must be accepted. */
  send(account: LabAccount, mails: LabMail[]): Promise<void>
  openSession: ((account: LabAccount) => Promise<LabSession>) | null
  canFetch: ((account: LabAccount) => Promise<boolean>) | null
  /** An address of the provider that the lock leaves open, and whether mail for it has come. */
  door: { address: string; hasMail(text: string): Promise<boolean> } | null
  /** Messages that were delivered to a recipient, as sent over the wire. */
  delivered(recipient: string): Promise<Buffer[]>
  /** From now on mail to `dead.example` can be delivered (or no longer). */
  setDeadAlive(isAlive: boolean): Promise<void>
  /** Every place where the bytes of a queued message lie, with the sha256 of what the server keeps there. */
  copies(id: string): Promise<{ where: string; sha256: string }[]>
  /** The message itself (headers and body) as it is stored, lines ended by CRLF. */
  storedMessage(id: string): Promise<Buffer>
  /** Somebody else's hand puts a message on hold. */
  holdByHand: ((id: string) => Promise<void>) | null
  restartServer(): Promise<void>
  rotateLog(): Promise<void>
  stop(): Promise<void>
}
