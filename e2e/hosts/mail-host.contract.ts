import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import type { Act, MailHost } from '../../lib/agent/host/mail-host.ts'
import type { QueuedMessage } from '../../lib/protocol/messages.ts'
import { makeMail } from '../../lib/demo/smtp/submit-mail.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { HostLab, LabAccount, LabMail } from './host-lab.ts'
import { promiseFollowing } from './promises-following.ts'
import { promiseKills } from './promises-kills.ts'
import { promiseLocks } from './promises-locks.ts'
import { promiseQuarantine } from './promises-quarantine.ts'

/** What the promises are tested with. `host` is the driver the whole file uses, `lab` its server. */
export type Stage = { lab: HostLab; host: MailHost }

/**
 * What every `MailHost` promises, on a real server. One lab for all of it; each promise uses accounts of its own.
 */
export function describeMailHostContract(name: string, makeLab: () => Promise<HostLab>): void {
  describe(`a ${name} host`, { timeout: 30_000 }, () => {
    const stage: { now: Stage | null } = { now: null }
    const onStage = (): Stage => {
      if (!stage.now) throw new Error('the lab has not started')
      return stage.now
    }
    beforeAll(async () => {
      const lab = await makeLab()
      const host = await lab.openHost()
      await host.check()
      await host.setDoor({ addresses: lab.door ? [lab.door.address] : [], refusalText: 'Sending is suspended, see the portal' })
      stage.now = { lab, host }
    }, 60_000)
    afterEach(async () => stage.now?.lab.setDeadAlive(false))
    afterAll(async () => stage.now?.lab.stop(), 60_000)

    promiseLocks(onStage)
    promiseQuarantine(onStage)
    promiseFollowing(onStage)
    promiseKills(onStage)
  })
}

/** An act whose notes are kept in memory. */
export function newAct(): Act & { notes: { step: string; data: unknown }[] } {
  const notes: { step: string; data: unknown }[] = []
  return { id: randomUUID(), notes, note: (step, data) => void notes.push({ step, data }) }
}

let serial = 0
/** Mails one of a kind to one domain, with forged senders unless `from` is given. */
export function makeMails(count: number, domain: string, from?: string): LabMail[] {
  return Array.from({ length: count }, () => {
    const n = ++serial
    return makeMail(n, { from: from ?? `somebody${n}@forged.example`, to: [`r${n}@${domain}`] })
  })
}

/** The account's messages once there are `count` of them. */
export function findCount(host: MailHost, account: LabAccount, count: number): Promise<QueuedMessage[]> {
  return waitUntil(`${count} messages of ${account.name}`, async () => {
    const found = await host.find({ account: account.name })
    return found.length === count ? found : null
  })
}
