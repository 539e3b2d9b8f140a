import { closeDb, openDb } from '../db.ts'
import { readSetupEnv } from '../env/setup.ts'
import { activeRules, countRuleChanges } from '../taught-rules/taught-rule-records.ts'

const USAGE = 'Usage: relayward admin refusal-rules export   (prints what relayward classify --taught reads)\n'

/**
 * `relayward admin refusal-rules export`: the rules that were taught to this installation and are in force, as JSON.
 *
 * @returns 0 done, 2 wrong use
 */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE)
    return 0
  }
  const { DATABASE_URL } = readSetupEnv()
  if (args.length !== 1 || args[0] !== 'export' || !DATABASE_URL) {
    process.stderr.write(DATABASE_URL ? USAGE : `DATABASE_URL is missing. ${USAGE}`)
    return 2
  }
  const db = openDb(DATABASE_URL)
  try {
    process.stdout.write(`${JSON.stringify({ version: await countRuleChanges(db), rules: await activeRules(db) }, null, 2)}\n`)
    return 0
  } finally {
    await closeDb(db)
  }
}
