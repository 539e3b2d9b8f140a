import { expect, test } from 'vitest'
import type { MessageRef, QueuedMessage } from '../../lib/protocol/messages.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { findCount, makeMails, newAct, type Stage } from './mail-host.contract.ts'

/** What quarantine, release and delete promise. */
export function promiseQuarantine(onStage: () => Stage): void {
  test('every message of the account goes to quarantine whatever its sender, and nobody else\'s is touched', async () => {
    const { lab, host } = onStage()
    const [abuser, other] = [lab.newAccount(), lab.newAccount()]
    const mails = [...makeMails(60, 'dead.example'), ...makeMails(20, 'dead.example', other.name)]
    await Promise.all([lab.send(abuser, mails), lab.send(other, makeMails(10, 'dead.example'))])
    const before = await findCount(host, other, 10)
    const theirs = await Promise.all(before.map(({ id }) => lab.copies(id)))

    const found = await findCount(host, abuser, 80)
    const result = await host.quarantine(newAct(), found)
    expect(result.failed).toEqual([])
    expect(new Set(result.moved)).toEqual(new Set(found.map(({ id }) => id)))
    expect(places(await host.find({ account: abuser.name }))).toEqual(new Set(['quarantine']))
    expect(await host.find({ account: other.name })).toEqual(before)
    expect(await Promise.all(before.map(({ id }) => lab.copies(id)))).toEqual(theirs)
  }, 60_000)

  test('a bounce that our host makes of the account\'s mail is his, and goes to quarantine with it', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(2, 'hard.example'))

    const bounces = await findCount(host, account, 2)
    expect(bounces.map(({ sender, witnesses }) => ({ sender, witnesses }))).toEqual(Array(2).fill({ sender: '', witnesses: ['parent'] }))
    expect(bounces.every(({ parentId }) => parentId !== null)).toBe(true)
    expect((await host.quarantine(newAct(), bounces)).moved).toHaveLength(2)
  })

  test('quarantining twice moves nothing the second time', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(2, 'dead.example'))
    const found = await findCount(host, account, 2)
    await host.quarantine(newAct(), found)
    expect(await host.quarantine(newAct(), found)).toEqual({ moved: [], already: found.map(({ id }) => id), failed: [] })
  })

  test('a released message leaves the host byte for byte as it was before', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    const mails = makeMails(12, 'dead.example')
    await lab.send(account, mails)
    const found = await findCount(host, account, 12)
    const stored = new Map(await Promise.all(found.map(async ({ id, recipients }) => [recipients[0], await lab.storedMessage(id)] as const)))
    await host.quarantine(newAct(), found)

    await lab.setDeadAlive(true)
    const result = await host.release(newAct(), found)
    expect(result).toEqual({ moved: found.map(({ id }) => id), already: [], failed: [] })
    for (const [recipient, bytes] of stored) {
      const [delivered, ...more] = await waitUntil('delivered', async () => nonEmpty(await lab.delivered(recipient ?? '')))
      expect(more).toEqual([])
      expect(delivered?.equals(bytes)).toBe(true)
    }
  }, 30_000)

  test('a deleted message is gone without a bounce, one that is not in quarantine is not deleted', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(3, 'dead.example'))
    const found = await findCount(host, account, 3)
    const [kept, ...taken] = found
    await host.quarantine(newAct(), taken)

    const result = await host.delete(newAct(), found)
    expect(result.moved).toEqual(taken.map(({ id }) => id))
    expect(result.failed).toEqual([expect.objectContaining({ id: kept?.id, reason: 'not-ours' })])
    expect((await host.find({ account: account.name })).map(({ id }) => id)).toEqual([kept?.id])
  })

  test('what somebody else holds is neither taken nor released nor deleted', async () => {
    const { lab, host } = onStage()
    if (!lab.holdByHand) return
    const account = lab.newAccount()
    await lab.send(account, makeMails(1, 'dead.example'))
    const [message] = await findCount(host, account, 1)
    if (!message) throw new Error('no message')
    await lab.holdByHand(message.id)
    const before = await lab.copies(message.id)

    for (const verb of ['quarantine', 'release', 'delete'] as const) {
      const result = await host[verb](newAct(), [message])
      expect(result.failed).toEqual([expect.objectContaining({ id: message.id, reason: 'not-ours' })])
    }
    // A watch that begins later does not make it ours either.
    await host.setRelay(account.name, 'watched')
    expect((await host.quarantine(newAct(), [message])).failed[0]?.reason).toBe('not-ours')
    expect(await lab.copies(message.id)).toEqual(before)
    expect((await host.find({ ids: [message.id] })).map(({ place }) => place)).toEqual(['hold'])
  })

  test('a message that is not the one the order names is refused as changed', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(1, 'dead.example'))
    const [message] = await findCount(host, account, 1)
    if (!message) throw new Error('no message')
    const others: MessageRef[] = [
      { ...message, size: message.size + 1 },
      { ...message, sender: 'else@forged.example' },
      { ...message, arrivedAt: new Date(Date.parse(message.arrivedAt) - 60_000).toISOString() },
    ]

    for (const other of others) {
      expect(await host.quarantine(newAct(), [other])).toEqual({ moved: [], already: [], failed: [{ id: message.id, reason: 'changed' }] })
    }
    expect(places(await host.find({ ids: [message.id] }))).toEqual(new Set(['deferred']))
    expect((await host.quarantine(newAct(), [message])).moved).toEqual([message.id])
  })

  test('an id that does not exist is told as not found', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(1, 'dead.example'))
    const [message] = await findCount(host, account, 1)
    await host.quarantine(newAct(), [message as QueuedMessage])
    await host.delete(newAct(), [message as QueuedMessage])
    for (const verb of ['quarantine', 'release', 'delete'] as const) {
      expect((await host[verb](newAct(), [message as QueuedMessage])).failed.map(({ reason }) => reason)).toEqual(['not-found'])
    }
  })

  test('quarantine outlives a restart of the server and of the agent', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(4, 'dead.example'))
    const found = await findCount(host, account, 4)
    await host.quarantine(newAct(), found)
    const before = await Promise.all(found.map(async ({ id }) => (await lab.copies(id)).map(({ sha256 }) => sha256)))
    await lab.restartServer()

    const restarted = await lab.openHost()
    expect(places(await restarted.find({ account: account.name }))).toEqual(new Set(['quarantine']))
    expect(await Promise.all(found.map(async ({ id }) => (await lab.copies(id)).map(({ sha256 }) => sha256)))).toEqual(before)
    expect((await restarted.release(newAct(), found)).moved).toHaveLength(4)
  }, 30_000)

  test('headers are read where the message lies, and nothing below the first empty line', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    const raw = ['Subject: a folded\r\n\tsubject', 'To: <r@dead.example>', '', 'X-Mailer: hidden in the body', 'Subject: second'].join('\r\n')
    await lab.send(account, [{ from: account.name, to: ['r@dead.example'], raw }])
    const [message] = await findCount(host, account, 1)
    const id = message?.id ?? ''

    const headers = await host.readHeaders([id], ['Subject', 'to', 'x-mailer'])
    expect(headers.get(id)).toEqual({ subject: 'a folded\tsubject', to: '<r@dead.example>' })
  })

  test('the queue is counted, and quarantine apart from what others hold', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    const before = await host.queue()
    await lab.send(account, makeMails(3, 'dead.example'))
    await host.quarantine(newAct(), (await findCount(host, account, 3)).slice(0, 2))

    const after = await host.queue()
    expect(after.quarantined - before.quarantined).toBe(2)
    expect(after.total - before.total).toBe(3)
    expect(after.held).toBe(before.held)
  })
}

function places(messages: QueuedMessage[]): Set<string> {
  return new Set(messages.map(({ place }) => place))
}

function nonEmpty<T>(list: T[]): T[] | null {
  return list.length === 0 ? null : list
}
