import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { EventBody, EventOf } from '../protocol/events.ts'
import { putStanding } from './carry-out/put-standing.ts'
import { makeMemoryHost, type MemoryHost } from './host/memory-host.ts'
import { eventsAfter } from './journal/journal-events.ts'
import { relayOrderOf } from './journal/journal-standing.ts'
import { openJournal, type Journal } from './journal/open-journal.ts'
import { makeLog } from './log.ts'
import { PACE, startAgent, type RunningAgent } from './start-agent.ts'
import { doorOrder, LIMITS, limitsOrder, relayOrder, watchWish } from './test-rig.ts'

export const ACCOUNT = 'info@cracked.example'
export const MAILS = { burst: 4, breach: 3, clean: 2 }
const BREACHED_UNLOCK = '11111111-1111-4111-8111-111111111111'
const CLEAN_UNLOCK = '22222222-2222-4222-8222-222222222222'

export type Scene = {
  journal: Journal
  memory: MemoryHost
  agent: RunningAgent
  eventsOf<K extends EventBody['kind']>(kind: K): EventOf<K>[]
  stop(): Promise<void>
}

/** Opens journal, host and agent as they lie in `folder`; `onStep` is called at each commit and each change of the host. */
export async function openScene(folder: string, onStep: (name: string) => void): Promise<Scene> {
  const now = () => new Date(Date.now() + readAhead(folder))
  const journal = openJournal(path.join(folder, 'journal.db'), { afterCommit: () => onStep('commit') })
  const memory = makeMemoryHost({ now, stateFile: path.join(folder, 'host.json'), onStep })
  const log = makeLog(() => undefined, now)
  const agent = await startAgent({ host: memory.host, hostName: 'mail1', journal, log, now, newId: randomUUID }, { ...PACE, watches: 10 })
  return {
    journal,
    memory,
    agent,
    eventsOf: (kind) => eventsAfter(journal, 0, 10_000).map((event) => event.body).filter((body) => body.kind === kind) as never,
    async stop() {
      await agent.stop()
      journal.close()
    },
  }
}

/**
 * A burst, its lock and quarantine; a guarded unlock that is breached; one that is clean. Every part looks first whether
 * it was done before, so that the story goes on from wherever a crash cut it.
 */
export async function playStory(scene: Scene, folder: string): Promise<void> {
  await putStanding(scene.agent.core, [limitsOrder('*', { ...LIMITS, undeliverableMax: MAILS.burst }), doorOrder()])
  sendMails(scene, 'burst')
  await until(() => scene.eventsOf('lock-made').length > 0)
  await until(() => scene.eventsOf('quarantined').some((event) => event.cause === 'limit' && event.complete))

  const lock = scene.eventsOf('lock-made')[0]?.agentLockId ?? ''
  await putWatch(scene, 1, { guardedUnlockId: BREACHED_UNLOCK, mailsMax: MAILS.breach - 1, lifts: [lock] })
  sendMails(scene, 'breach')
  await until(() => endOf(scene, BREACHED_UNLOCK) !== undefined)

  const relock = endOf(scene, BREACHED_UNLOCK)?.agentLockId ?? ''
  await putWatch(scene, 2, { guardedUnlockId: CLEAN_UNLOCK, mailsMax: MAILS.clean, lifts: [relock] })
  sendMails(scene, 'clean')
  await until(() => endOf(scene, CLEAN_UNLOCK) !== undefined || isCounted(scene))
  if (readAhead(folder) === 0) writeFileSync(path.join(folder, 'ahead'), '70000')
  await until(() => endOf(scene, CLEAN_UNLOCK) !== undefined)
}

export function endOf(scene: Scene, guardedUnlockId: string): EventOf<'watch-ended'> | undefined {
  return scene.eventsOf('watch-ended').find((event) => event.guardedUnlockId === guardedUnlockId)
}

async function putWatch(scene: Scene, version: number, more: Parameters<typeof watchWish>[0]): Promise<void> {
  if ((relayOrderOf(scene.journal, ACCOUNT)?.version ?? 0) >= version) return
  await putStanding(scene.agent.core, [relayOrder(ACCOUNT, version, watchWish(more))])
}

function sendMails(scene: Scene, name: keyof typeof MAILS): void {
  const { state } = scene.memory
  for (let n = 0; n < MAILS[name]; n += 1) {
    const body = `Subject: ${name} ${n}\n\nthe body of ${name} ${n}\n`
    const known = state.messages.find((message) => message.body === body)
    const id = known?.id ?? scene.memory.send({ account: ACCOUNT, recipients: ['a@there.example'], body })
    if (name === 'burst' && id && known?.place !== 'deferred') scene.memory.attempt(id, 'deferred', '451 no answer')
  }
}

function isCounted(scene: Scene): boolean {
  return scene.agent.core.accounts.get(ACCOUNT)?.watch?.figures.arrived === MAILS.clean
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`the story does not go on: ${isTrue.toString()}`)
    await delay(5)
  }
}

function readAhead(folder: string): number {
  const file = path.join(folder, 'ahead')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
}
