import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { MessageRef } from '../../lib/protocol/messages.ts'
import { createQmailHost } from '../../lib/agent/host/qmail/create-qmail-host.ts'
import { findQmailService } from '../../lib/agent/host/qmail/find-qmail-service.ts'
import { BACK, OUT } from '../../lib/agent/host/qmail/move-message.ts'
import { flatShelf, openQueue, type Part, type Shelf } from '../../lib/agent/host/qmail/queue-layout.ts'
import { makeSpool } from '../../lib/demo/qmail-simulator/make-spool.ts'
import { preprocessMessage } from '../../lib/demo/qmail-simulator/preprocess-message.ts'
import { queueMessage } from '../../lib/demo/qmail-simulator/queue-message.ts'
import { USUAL_IDS } from '../../lib/demo/qmail-simulator/start-qmail-simulator.ts'
import { snapshotQueue } from '../lab/qmail-lab.ts'

/** One message before and one after preprocessing, on a spool nobody delivers from. */
function makeHost() {
  const folder = mkdtempSync(join(tmpdir(), 'relayward-halves-'))
  const root = join(folder, 'qmail')
  makeSpool({ root, hostName: 'mx.acct.example', localDomains: ['acct.example'], ids: USUAL_IDS })
  const mail = { invoked: 'from network', pid: 7, uid: USUAL_IDS.qmaild, sender: 's@x.example', recipients: ['a@far.example', 'b@acct.example'], text: 'Subject: x\n\nbody\n', at: new Date() }
  const ids = [queueMessage(root, USUAL_IDS, mail), queueMessage(root, USUAL_IDS, { ...mail, pid: 8 })]
  preprocessMessage(join(root, 'queue'), ids[1] ?? '', 23, new Set(['acct.example']), USUAL_IDS)
  const open = () => createQmailHost({ root, logs: [], vpopmailBin: null, service: findQmailService(root, null) })
  return { root, ids, open, queue: openQueue(root), quarantine: flatShelf(join(root, 'relayward', 'quarantine')), end: () => rmSync(folder, { recursive: true }) }
}

/** The first renames of a move, as a process does them that is killed before the next one. Answers how many there were. */
function moveHalf(id: string, from: Shelf, to: Shelf, order: readonly Part[], count: number): number {
  const there = order.filter((part) => existsSync(join(from.folderOf(part, id), id)))
  for (const part of there.slice(0, count)) renameSync(join(from.folderOf(part, id), id), join(to.folderOf(part, id), id))
  return there.length
}

const note = () => {}

test.each([0, 1, 2, 3, 4])('a move cut short after %i renames is completed, out of the queue and back, and nothing is changed', async (count) => {
  const lab = makeHost()
  const before = snapshotQueue(lab.root)
  const messages: MessageRef[] = (await lab.open().find('all')).map(({ id, sender, size, arrivedAt }) => ({ id, sender, size, arrivedAt }))
  const steps = [{ step: 'stop', data: { messages } }]

  for (const id of lab.ids) moveHalf(id, lab.queue, lab.quarantine, OUT, count)
  const taken = await lab.open().recover({ act: { id: randomUUID(), note }, verb: 'quarantine', steps })
  expect(new Set(taken.moved)).toEqual(new Set(lab.ids))
  expect(snapshotQueue(lab.root).size).toBe(0)
  expect((await lab.open().find('all')).map(({ place }) => place)).toEqual(['quarantine', 'quarantine'])

  for (const id of lab.ids) moveHalf(id, lab.quarantine, lab.queue, BACK, count)
  const back = await lab.open().recover({ act: { id: randomUUID(), note }, verb: 'release', steps })
  expect(new Set(back.moved)).toEqual(new Set(lab.ids))
  expect(snapshotQueue(lab.root)).toEqual(before)
  lab.end()
}, 60_000)
