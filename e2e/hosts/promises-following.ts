import { expect, test } from 'vitest'
import type { LogEvent, LogPosition, MailHost } from '../../lib/agent/host/mail-host.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { makeMails, newAct, findCount, type Stage } from './mail-host.contract.ts'

/** What following the log promises. */
export function promiseFollowing(onStage: () => Stage): void {
  test('each mail taken in, each attempt and each end is told once, over a rotation and a restart of the agent', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    const first = await startFollower(host, null)
    await lab.send(account, makeMails(5, 'sink.example'))
    await lab.rotateLog()
    await lab.send(account, [...makeMails(5, 'sink.example'), ...makeMails(3, 'dead.example')])
    const position = await first.end()
    await lab.send(account, makeMails(4, 'sink.example'))
    await lab.rotateLog()
    const second = await startFollower(await lab.openHost(), position)
    await lab.send(account, makeMails(2, 'sink.example'))

    const seen = () => [...first.events, ...second.events]
    const accepted = () => seen().filter((event) => event.kind === 'accepted' && event.account === account.name)
    const idsOf = (events: LogEvent[]) => events.flatMap((event) => ('id' in event ? [event.id] : []))
    const linesOf = (events: LogEvent[]) => new Set(events.map(({ line }) => line))
    const ofAccount = (kind: LogEvent['kind']) => seen().filter((event) => event.kind === kind && 'id' in event && idsOf(accepted()).includes(event.id))
    await waitUntil('all 16 mails delivered are told as removed', () => ofAccount('removed').length >= 16)
    await second.end()

    expect(idsOf(accepted())).toHaveLength(19)
    // By their lines: qmail uses the number of a message again as soon as it has left the queue.
    expect(linesOf(accepted()).size).toBe(19)
    expect(linesOf(ofAccount('removed')).size).toBe(ofAccount('removed').length)
    const attempts = ofAccount('attempt').map((event) => (event.kind === 'attempt' ? event.outcome : ''))
    expect(attempts.toSorted()).toEqual([...Array(3).fill('deferred'), ...Array(16).fill('delivered')].toSorted())
  }, 60_000)

  test('an unknown recipient is told as one, and the bounce with its parent', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    const follower = await startFollower(host, null)
    await lab.send(account, makeMails(1, 'hard.example'))
    await waitUntil('the bounce is told', () => follower.events.some(({ kind }) => kind === 'bounce-made'))
    await follower.end()

    const accepted = follower.events.find((event) => event.kind === 'accepted' && event.account === account.name)
    const id = accepted && 'id' in accepted ? accepted.id : ''
    expect(follower.events).toContainEqual(expect.objectContaining({ kind: 'attempt', id, outcome: 'bounced', isUnknownUser: true }))
    expect(follower.events).toContainEqual(expect.objectContaining({ kind: 'bounce-made', parentId: id }))
  })

  test('a refusal by the lock is told with its account', async () => {
    const { lab, host } = onStage()
    if (!lab.openSession) return
    const account = lab.newAccount()
    await host.setRelay(account.name, 'locked')
    const follower = await startFollower(host, null)
    const session = await lab.openSession(account)
    const [mail] = makeMails(1, 'sink.example')
    expect(mail && (await session.send(mail))).toBe('refused')
    session.close()
    await waitUntil('the refusal is told', () => follower.events.some(({ kind }) => kind === 'refused'))
    await follower.end()

    expect(follower.events).toContainEqual(expect.objectContaining({ kind: 'refused', account: account.name, why: 'relay-lock' }))
  })

  test('a released message that goes out is told as delivered under the id it had', async () => {
    const { lab, host } = onStage()
    const account = lab.newAccount()
    await lab.send(account, makeMails(1, 'dead.example'))
    const found = await findCount(host, account, 1)
    await host.quarantine(newAct(), found)
    const follower = await startFollower(host, null)
    await lab.setDeadAlive(true)
    await host.release(newAct(), found)
    await waitUntil('the delivery is told', () => follower.events.some((event) => event.kind === 'attempt' && event.id === found[0]?.id && event.outcome === 'delivered'))
    await follower.end()
    await lab.setDeadAlive(false)
  })
}

/** Follows from a position; has begun when it returns. `end` gives the position that goes with what was told. */
async function startFollower(host: MailHost, from: LogPosition | null) {
  const stop = new AbortController()
  const events: LogEvent[] = []
  let position: LogPosition | null = null
  const take = async (batch: { events: LogEvent[]; position: LogPosition }) => {
    events.push(...batch.events)
    position = batch.position
  }
  const ended = host.follow(from, take, stop.signal)
  await waitUntil('the follower has begun', () => position !== null)
  const end = async (): Promise<LogPosition | null> => {
    stop.abort()
    await ended
    return position
  }
  return { events, end }
}
