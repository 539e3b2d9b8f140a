import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Act, UnfinishedAct } from '../agent/host/mail-host.ts'
import { writeFileDurably } from '../agent/host/postfix/write-file-durably.ts'
import { messageRef, type MessageRef } from '../protocol/messages.ts'

const actLine = z.object({ verb: z.enum(['quarantine', 'release', 'delete']).optional(), step: z.string().optional(), data: z.unknown().optional() })
const batchFile = z.strictObject({ messages: z.array(messageRef) })

/**
 * What the shell tools remember of their own acts: steps of an act at hand, as the agent's journal has them, and which
 * messages a batch holds. Only used while `lockPath` is held, so an act found here was cut short.
 */
export function hostMemory(folder: string) {
  const acts = join(folder, 'acts')
  const batches = join(folder, 'batches')
  for (const path of [acts, batches]) mkdirSync(path, { recursive: true, mode: 0o700 })

  const begin = (id: string, verb: UnfinishedAct['verb']): Act & { end(): void } => {
    const path = join(acts, id)
    appendDurably(path, { verb })
    return { id, note: (step, data) => appendDurably(path, { step, data }), end: () => rmSync(path, { force: true }) }
  }
  const unfinished = (): UnfinishedAct[] => readdirSync(acts).flatMap((id) => readAct(join(acts, id), id))
  const saveBatch = (batch: string, messages: MessageRef[]) => {
    const known = readBatch(batch) ?? []
    const ids = new Set(messages.map(({ id }) => id))
    writeFileDurably(join(batches, batch), JSON.stringify({ messages: [...known.filter(({ id }) => !ids.has(id)), ...messages] }), 0o600)
  }
  const readBatch = (batch: string): MessageRef[] | null => {
    const path = join(batches, batch)
    return existsSync(path) ? batchFile.parse(JSON.parse(readFileSync(path, 'utf8'))).messages : null
  }
  return { lockPath: join(folder, 'acts.lock'), begin, unfinished, forget: (id: string) => rmSync(join(acts, id), { force: true }), saveBatch, readBatch }
}
export type HostMemory = ReturnType<typeof hostMemory>

/** A line that the crash cut in half was never acted on. */
function readAct(path: string, id: string): UnfinishedAct[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1).map((line) => actLine.parse(JSON.parse(line)))
  const verb = lines[0]?.verb
  if (!verb) return []
  const steps = lines.flatMap(({ step, data }) => (step === undefined ? [] : [{ step, data }]))
  return [{ act: { id, note: (step, data) => appendDurably(path, { step, data }) }, verb, steps }]
}

function appendDurably(path: string, entry: unknown): void {
  const file = openSync(path, 'a', 0o600)
  try {
    appendFileSync(file, `${JSON.stringify(entry)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
