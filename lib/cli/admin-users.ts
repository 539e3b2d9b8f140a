import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { role } from '../access/permissions.ts'
import { addUser } from '../cases/add-user.ts'
import { closeDb, openDb } from '../db.ts'
import { readSetupEnv } from '../env/setup.ts'
import { AppError } from '../errors.ts'
import { shellActor } from './shell-actor.ts'

const USAGE = 'Usage: relayward admin users add --email ADDRESS --name NAME --role ROLE [--role ROLE …] [--customer NUMBER] [--language de|en] < PASSWORD\n'

/**
 * `relayward admin users add …`: a person of the desk; the password comes on standard input, so that it stands in no
 * list of processes.
 *
 * @returns 0 done, 1 refused, 2 wrong use
 */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE)
    return 0
  }
  const asked = parse(args)
  const { DATABASE_URL } = readSetupEnv()
  if (!asked || !DATABASE_URL) {
    process.stderr.write(USAGE)
    return 2
  }
  const db = openDb(DATABASE_URL)
  try {
    const password = (await text(process.stdin)).replace(/\r?\n$/, '')
    const { email, name, roles, customer: customerNumber, language } = asked
    const doing = { db, now: new Date(), actor: shellActor() }
    const { id } = await addUser(doing, { email, name, roles, customerNumber }, { password, language })
    process.stdout.write(`${JSON.stringify({ id, email, roles })}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    await closeDb(db)
  }
}

function parse(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string', multiple: true }, customer: { type: 'string' }, language: { type: 'string' } },
    })
    const { email, name, role: given = [], customer, language = null } = values
    const roles = given.map((one) => role.parse(one))
    if (positionals.join(' ') !== 'add' || !email || !name || roles.length === 0) return null
    if (language !== null && language !== 'de' && language !== 'en') return null
    return { email, name, roles, customer, language: language as 'de' | 'en' | null }
  } catch {
    // parseArgs and the role's schema throw for wrong use; the usage says all there is to say.
    return null
  }
}
