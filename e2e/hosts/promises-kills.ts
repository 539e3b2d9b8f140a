import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { UnfinishedAct } from '../../lib/agent/host/mail-host.ts'
import type { QueuedMessage } from '../../lib/protocol/messages.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import { findCount, makeMails, newAct, type Stage } from './mail-host.contract.ts'
import { runActInChild } from './run-act-in-child.ts'

const MESSAGES = 12
/** Delays after a note at which the kill falls into the change itself. */
const IN_THE_CHANGE_MS = [0, 8]

/** What is promised when the agent is killed with SIGKILL at any step of an act. */
export function promiseKills(onStage: () => Stage): void {
  for (const verb of ['quarantine', 'release', 'delete'] as const) {
    test(`killed at any step of ${verb}, the next start ends it with every message in one place, unharmed`, async () => {
      const stage = onStage()
      const steps = await countNotes(stage, verb)
      expect(steps).toBeGreaterThan(0)
      for (let dieAtNote = 0; dieAtNote <= steps; dieAtNote++) {
        for (const dieAfterMs of dieAtNote === 0 ? [0] : IN_THE_CHANGE_MS) await killAndRecover(stage, verb, dieAtNote, dieAfterMs)
      }
    }, 120_000)
  }
}

type Verb = UnfinishedAct['verb']

async function killAndRecover({ lab, host }: Stage, verb: Verb, dieAtNote: number, dieAfterMs: number): Promise<void> {
  const messages = await prepare({ lab, host }, verb)
  const before = await shaOf(lab, messages)
  const folder = await mkdtemp(join(tmpdir(), 'relayward-kill-'))
  const actId = randomUUID()
  const steps = await runActInChild({ ...lab.driver, actId, verb, messages, journal: join(folder, 'journal'), dieAtNote, dieAfterMs })
  await rm(folder, { recursive: true })

  const restarted = await lab.openHost()
  const act = { id: actId, note: newAct().note }
  const result = await restarted.recover({ act, verb, steps })
  expect(result.failed).toEqual([])
  expect(new Set(result.moved)).toEqual(new Set(messages.map(({ id }) => id)))

  const found = await restarted.find({ ids: messages.map(({ id }) => id) })
  expect(new Set(found.map(({ place }) => place === 'quarantine'))).toEqual(new Set(verb === 'delete' ? [] : [verb === 'quarantine']))
  const copies = verb === 'delete' ? await copiesOf(lab, messages) : await waitForCopies(lab, messages)
  expect(copies.map((places) => places.length)).toEqual(messages.map(() => (verb === 'delete' ? 0 : 1)))
  if (verb !== 'delete') expect(copies.map(([place]) => place?.sha256)).toEqual(before)
}

/** A released message is on its way through the queues: a listing taken meanwhile may miss it, but never finds it twice. */
function waitForCopies(lab: Stage['lab'], messages: QueuedMessage[]) {
  return waitUntil('every message is found somewhere', async () => {
    const copies = await copiesOf(lab, messages)
    return copies.every((places) => places.length > 0) ? copies : null
  })
}

function copiesOf(lab: Stage['lab'], messages: QueuedMessage[]) {
  return Promise.all(messages.map(({ id }) => lab.copies(id)))
}

/** Fresh messages in the state the verb begins with. */
async function prepare({ lab, host }: Stage, verb: Verb): Promise<QueuedMessage[]> {
  const account = lab.newAccount()
  await lab.send(account, makeMails(MESSAGES, 'dead.example'))
  const messages = await findCount(host, account, MESSAGES)
  if (verb !== 'quarantine') expect((await host.quarantine(newAct(), messages)).moved).toHaveLength(MESSAGES)
  return messages
}

async function countNotes(stage: Stage, verb: Verb): Promise<number> {
  const act = newAct()
  await stage.host[verb](act, await prepare(stage, verb))
  return act.notes.length
}

async function shaOf(lab: Stage['lab'], messages: QueuedMessage[]): Promise<(string | undefined)[]> {
  const copies = await copiesOf(lab, messages)
  return copies.map(([place]) => place?.sha256)
}
