import { expect, test } from 'vitest'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { LabSession } from './host-lab.ts'
import { findCount, makeMails, newAct, type Stage } from './mail-host.contract.ts'

/** What a relay lock, its door and a watch promise. */
export function promiseLocks(onStage: () => Stage): void {
  test('a locked account may not send but may fetch, and another account sends on', async () => {
    const { lab, host } = onStage()
    if (!lab.openSession || !lab.canFetch) return
    const [locked, other] = [lab.newAccount(), lab.newAccount()]
    await host.setRelay(locked.name, 'locked')

    expect(await host.relay(locked.name)).toBe('locked')
    expect(await sendOnce(onStage(), locked)).toBe('refused')
    expect(await sendOnce(onStage(), other)).toBe('accepted')
    expect(await lab.canFetch(locked)).toBe(true)
  })

  test('a lock is found whatever the spelling of the name, and is listed until it is lifted', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await host.setRelay(account.name.toUpperCase(), 'locked')
    expect(await host.relay(account.name)).toBe('locked')
    expect((await host.restrictedAccounts()).get(account.name)).toBe('locked')

    await host.setRelay(account.name, 'open')
    expect(await host.relay(account.name)).toBe('open')
    expect((await host.restrictedAccounts()).has(account.name)).toBe(false)
  })

  test('a locked account still reaches abuse@ of the provider', async () => {
    const { lab, host } = onStage()
    if (!lab.door || !lab.openSession || !host.capabilities.hasDoor) return
    const { address, hasMail } = lab.door
    const account = lab.newAccount()
    await host.setRelay(account.name, 'locked')
    const [mail] = makeMails(1, 'sink.example', account.name)
    const session = await lab.openSession(account)

    expect(mail && (await session.send({ ...mail, to: [address] }))).toBe('accepted')
    expect(mail && (await session.send(mail))).toBe('refused')
    session.close()
    await waitUntil('the mail lies in the mailbox of abuse@', () => hasMail(account.name))
  })

  test('a lock and its end act in a session that is already open', async () => {
    const { lab, host } = onStage()
    if (!lab.openSession || !host.capabilities.locksOpenSessions) return
    const account = lab.newAccount()
    const session = await lab.openSession(account)
    const [first, second, third] = makeMails(3, 'sink.example')

    expect(first && (await session.send(first))).toBe('accepted')
    await host.setRelay(account.name, 'locked')
    expect(second && (await session.send(second))).toBe('refused')
    await host.setRelay(account.name, 'open')
    expect(third && (await session.send(third))).toBe('accepted')
    session.close()
  })

  test('a watched account is accepted and held, and released it arrives', async () => {
    const { lab, host } = onStage()
    if (host.capabilities.watches !== 'account') return
    const account = lab.newAccount()
    await host.setRelay(account.name, 'watched')
    const mails = makeMails(3, 'sink.example')
    await lab.send(account, mails)

    const held = await findCount(host, account, 3)
    expect(held.map(({ place }) => place)).toEqual(['hold', 'hold', 'hold'])
    for (const mail of mails) expect(await lab.delivered(mail.to[0] ?? '')).toHaveLength(0)

    await host.setRelay(account.name, 'open')
    expect((await host.release(newAct(), held)).moved).toHaveLength(3)
    for (const mail of mails) await waitUntil('delivered', async () => (await lab.delivered(mail.to[0] ?? '')).length === 1)
  })

  test('what a watch held can be put into quarantine when the account is locked again', async () => {
    const { lab, host } = onStage()
    if (host.capabilities.watches !== 'account') return
    const account = lab.newAccount()
    await host.setRelay(account.name, 'locked')
    await host.setRelay(account.name, 'watched')
    await lab.send(account, makeMails(3, 'sink.example'))
    const held = await findCount(host, account, 3)
    await host.setRelay(account.name, 'locked')

    const result = await host.quarantine(newAct(), held)
    expect(result).toEqual({ moved: held.map(({ id }) => id), already: [], failed: [] })
    expect((await findCount(host, account, 3)).map(({ place }) => place)).toEqual(['quarantine', 'quarantine', 'quarantine'])
  })

  test('from watched to locked and back nothing slips out between', async () => {
    const { lab, host } = onStage()
    if (host.capabilities.watches !== 'account' || !lab.openSession) return
    const account = lab.newAccount()
    await host.setRelay(account.name, 'watched')
    const sender = startSender(await lab.openSession(account))
    for (let round = 0; round < 5; round++) {
      await host.setRelay(account.name, 'locked')
      await host.setRelay(account.name, 'watched')
    }
    const sent = await sender.end()

    const accepted = sent.filter(({ outcome }) => outcome === 'accepted')
    expect(accepted.length).toBeGreaterThan(0)
    await findCount(host, account, accepted.length)
    for (const { to } of sent) expect(await lab.delivered(to)).toHaveLength(0)
  }, 30_000)

  test('from watched to open no mail is refused, and each is held or delivered', async () => {
    const { lab, host } = onStage()
    if (host.capabilities.watches !== 'account' || !lab.openSession) return
    const account = lab.newAccount()
    await host.setRelay(account.name, 'watched')
    const sender = startSender(await lab.openSession(account))
    await sender.hasSent(5)
    await host.setRelay(account.name, 'open')
    await sender.hasSent(10)
    const sent = await sender.end()

    expect(sent.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    await waitUntil('every mail is held or delivered', async () => {
      const held = await host.find({ account: account.name })
      const delivered = await Promise.all(sent.map(({ to }) => lab.delivered(to)))
      return held.filter(({ place }) => place === 'hold').length + delivered.flat().length === sent.length
    })
  }, 30_000)
}

async function sendOnce({ lab }: Stage, account: Parameters<NonNullable<Stage['lab']['openSession']>>[0]): Promise<string> {
  const session = await lab.openSession?.(account)
  const [mail] = makeMails(1, 'sink.example')
  if (!session || !mail) throw new Error('no session')
  const outcome = await session.send(mail)
  session.close()
  return outcome
}

/** Sends one mail after the other as fast as the server answers, until it is ended. */
function startSender(session: LabSession) {
  const sent: { to: string; outcome: string }[] = []
  let isEnding = false
  const work = (async () => {
    while (!isEnding) {
      const [mail] = makeMails(1, 'sink.example')
      if (mail) sent.push({ to: mail.to[0] ?? '', outcome: await session.send(mail) })
    }
  })()
  const hasSent = async (more: number) => {
    const goal = sent.length + more
    await waitUntil(`${more} more mails sent`, () => sent.length >= goal)
  }
  const end = async () => {
    isEnding = true
    await work
    session.close()
    return sent
  }
  return { hasSent, end }
}
