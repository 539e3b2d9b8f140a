import { readFile } from 'node:fs/promises'
import type { PostfixInstance } from './postfix-options.ts'
import { buildMap } from './relay-map.ts'
import { configArguments } from './postfix-options.ts'
import { mustRun } from './run-program.ts'
import { withFileLock } from './with-file-lock.ts'
import { writeFileDurably } from './write-file-durably.ts'

/**
 * The key under which the door map holds the refusal. The class asks for it by way of `pipemap:{static:…}`, so that
 * the text is changed in the map, at once and without a reload. No recipient can have it: it is not an address.
 */
export const REFUSAL_KEY = 'relayward-refusal'
export const DEFAULT_REFUSAL = 'Sending is suspended for this account, please contact your provider'
const HEADING = '# What a locked account still reaches. Written by relayward; a change by hand is overwritten.'

export type Door = { addresses: string[]; refusalText: string }

/** Writes text and map, and reads the map back as Postfix would. */
export async function writeDoor(instance: PostfixInstance, door: Door): Promise<void> {
  const refusal = door.refusalText.trim() === '' ? DEFAULT_REFUSAL : door.refusalText.trim()
  const lines = door.addresses.map((address) => `${address.toLowerCase()} OK`)
  await withFileLock(`${instance.doorMap}.lock`, async () => {
    writeFileDurably(instance.doorMap, [HEADING, ...lines, `${REFUSAL_KEY} REJECT 5.7.1 ${refusal}`, ''].join('\n'), 0o644)
    await buildMap(instance, instance.doorMap)
  })

  for (const key of [...door.addresses, REFUSAL_KEY]) {
    await mustRun(instance.run.postmap, [...configArguments(instance), '-q', key, `lmdb:${instance.doorMap}`])
  }
}

/** The door as the text beside the map has it; null when none was written yet. */
export async function readDoor(instance: PostfixInstance): Promise<Door | null> {
  const text = await readFile(instance.doorMap, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null

  const lines = text.split('\n')
  const refusal = lines.find((line) => line.startsWith(`${REFUSAL_KEY} `))
  const addresses = lines.filter((line) => line.endsWith(' OK')).map((line) => line.slice(0, -' OK'.length))
  return { addresses, refusalText: refusal?.replace(/^\S+ REJECT 5\.7\.1 /, '') ?? DEFAULT_REFUSAL }
}
