import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { DEFAULT_REFUSAL, readDoor, writeDoor } from './door-map.ts'
import { configArguments, type PostfixInstance } from './postfix-options.ts'
import { changeRelaySource, listRelays, readRelaySource } from './relay-map.ts'
import { mustRun } from './run-program.ts'

/**
 * Makes sure the instance can be driven, and that its lock map says what the text beside it says: a crash between
 * writing the text and building the map is mended here. Throws a sentence for the admin.
 */
export async function checkPostfix(instance: PostfixInstance): Promise<{ mtaVersion: string | null }> {
  if (process.getuid?.() !== 0) throw new Error('the Postfix queue can only be driven by root')
  await mustBeReadable(join(instance.queueDirectory, 'hold'), 'the queue')
  if (instance.log === null) throw new Error('no log file is known: set maillog_file in main.cf, or name the log')
  if (instance.log !== 'journald') await mustBeReadable(instance.log, 'the log')

  const types = await mustRun(instance.run.postconf, [...configArguments(instance), '-m'], { timeoutMs: 20_000 })
  if (!types.split(/\s+/).includes('lmdb')) throw new Error('Postfix does not know lmdb maps here: install postfix-lmdb')
  await mendMaps(instance)
  return { mtaVersion: instance.version }
}

/** Both maps exist and say what their texts say; texts that are not there yet are begun. */
export async function mendMaps(instance: PostfixInstance): Promise<void> {
  const wanted = (await readRelaySource(instance)).states
  const found = await listRelays(instance).catch(() => null)
  const isSame = found !== null && found.size === wanted.size && [...wanted].every(([account, state]) => found.get(account) === state)
  if (!isSame) await changeRelaySource(instance, new Date(), () => {})
  if ((await readDoor(instance)) === null) await writeDoor(instance, { addresses: [], refusalText: DEFAULT_REFUSAL })
}

async function mustBeReadable(path: string, what: string): Promise<void> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new Error(`${what} at ${path} cannot be read`, { cause })
  })
}
