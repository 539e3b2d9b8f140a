import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'

const fileShape = z.strictObject({ RELAYWARD_SECRET: z.string().min(32), NEXTAUTH_SECRET: z.string().min(32) })

export type Secrets = z.infer<typeof fileShape>

/**
 * The desk's secrets: those given, else those made at the first start and kept in the state folder,
 * readable by its owner only. Losing them means joining every host anew, so a damaged file stops the start.
 */
export async function readSecrets(state: string, given: { [Name in keyof Secrets]?: string | undefined }): Promise<Secrets> {
  const kept = await readKept(state)
  return {
    RELAYWARD_SECRET: given.RELAYWARD_SECRET ?? kept.RELAYWARD_SECRET,
    NEXTAUTH_SECRET: given.NEXTAUTH_SECRET ?? kept.NEXTAUTH_SECRET,
  }
}

async function readKept(state: string): Promise<Secrets> {
  const file = path.join(state, 'secrets.json')
  const made = { RELAYWARD_SECRET: randomBytes(32).toString('hex'), NEXTAUTH_SECRET: randomBytes(32).toString('hex') }
  try {
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' })
    return made
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  try {
    return fileShape.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new Error(`${file} is damaged. Restore it from a backup, or remove it and join all hosts anew.`, { cause })
  }
}
