import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { importCustomers } from '../cases/import-customers.ts'
import { parseCustomers } from '../customers/parse-customers.ts'
import { closeDb, openDb } from '../db.ts'
import { readSetupEnv } from '../env/setup.ts'
import { AppError } from '../errors.ts'
import { shellActor } from './shell-actor.ts'

const USAGE = 'Usage: relayward admin customers import [--json] FILE   (CSV or JSON; - reads standard input)\n'

/**
 * `relayward admin customers import FILE`: customers with contacts, accounts and domains; all of the file or nothing.
 *
 * @returns 0 done, 1 refused (every fault with its line on standard error), 2 wrong use
 */
export async function run(args: string[]): Promise<number> {
  const isJson = args.includes('--json')
  const [verb, file, ...rest] = args.filter((arg) => arg !== '--json')
  if (args.includes('--help')) {
    process.stdout.write(USAGE)
    return 0
  }
  const { DATABASE_URL } = readSetupEnv()
  if (verb !== 'import' || !file || rest.length > 0 || !DATABASE_URL) {
    process.stderr.write(DATABASE_URL ? USAGE : `DATABASE_URL is missing. ${USAGE}`)
    return 2
  }
  try {
    return await importFile(DATABASE_URL, file, isJson)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`${error.message}\nNothing was imported.\n`)
    return 1
  }
}

async function importFile(address: string, file: string, isJson: boolean): Promise<number> {
  const { customers, faults } = parseCustomers(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
  if (faults.length > 0) {
    process.stderr.write(`${faults.map((fault) => fault.message).join('\n')}\nNothing was imported.\n`)
    return 1
  }
  const db = openDb(address)
  try {
    const done = await importCustomers({ db, now: new Date(), actor: shellActor() }, customers)
    const words = `${done.created} new, ${done.updated} known, ${done.accounts} accounts, ${done.noticesQueued} notices on their way.`
    process.stdout.write(isJson ? `${JSON.stringify(done)}\n` : `${words}\n`)
    return 0
  } finally {
    await closeDb(db)
  }
}
