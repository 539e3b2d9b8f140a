/** qmail-send as something that is stopped and started. Mail is still accepted while it is down (qmail-queue, todo/). */
export interface QmailService {
  /** Down when it resolves. Throws, with qmail-send going on as before, when deliveries do not end in time. */
  stop(): Promise<void>
  start(): Promise<void>
  isDown(): Promise<boolean>
  /** ALRM: every message is due now (qmail-send(8)). */
  wake(): Promise<void>
}
