import type { Mail } from '../smtp/smtp-session.ts'

/** Everybody's password at the demo's mail servers: they listen on this machine's loopback alone. */
export const MAIL_PASSWORD = 'only-on-loopback'

/** A sender of the demo: an SMTP account, or a script by its uid on the host. */
export type DemoSender = { account: string; clientIp: string } | { uid: number }

/** `refusalsMax`: after so many refused mails the client gives up. */
export type SendingHow = { sessions?: number; refusalsMax?: number }

/** A mail server of the demo, running. */
export type DemoMailHost = {
  name: string
  /** Hands mails in as fast as `sessions` go. Answers how many were taken and how many refused. */
  send(sender: DemoSender, mails: Mail[], how?: SendingHow): Promise<{ taken: number; refused: number }>
  /** Keeps what it writes without end small. */
  tidy(): Promise<void>
  stop(): Promise<void>
}

/** Options of `relayward agent join` for the host's driver. */
export type DriverOptions = Record<string, unknown>
