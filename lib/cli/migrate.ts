import path from 'node:path'
import { readSetupEnv } from '../env/setup.ts'
import { migrate } from '../setup/migrate.ts'

const USAGE = 'Usage: DATABASE_URL=postgresql://… relayward migrate [FOLDER]   (FOLDER: prisma/migrations)\n'

/**
 * `relayward migrate [FOLDER]`: for installations with a PostgreSQL of their own, before web and worker are started.
 *
 * @returns 0 done (also when nothing was missing), 2 wrong use
 */
export async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE)
    return 0
  }
  const { DATABASE_URL } = readSetupEnv()
  if (!DATABASE_URL || args.length > 1) {
    process.stderr.write(USAGE)
    return 2
  }
  const applied = await migrate(DATABASE_URL, path.resolve(args[0] ?? 'prisma/migrations'))
  process.stdout.write(applied.length === 0 ? 'Nothing to apply.\n' : `Applied: ${applied.join(', ')}\n`)
  return 0
}
