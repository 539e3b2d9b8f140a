import path from 'node:path'
import { readSetupEnv } from '../env/setup.ts'
import { migrate } from '../setup/migrate.ts'

/**
 * `relayward migrate [FOLDER]`: for installations with a PostgreSQL of their own, before web and worker are started.
 *
 * @returns 0 done (also when nothing was missing), 2 wrong use
 */
export async function run(args: string[]): Promise<number> {
  const { DATABASE_URL } = readSetupEnv()
  if (!DATABASE_URL || args.length > 1) {
    process.stderr.write('Usage: DATABASE_URL=postgresql://… relayward migrate [FOLDER]   (FOLDER: prisma/migrations)\n')
    return 2
  }
  const applied = await migrate(DATABASE_URL, path.resolve(args[0] ?? 'prisma/migrations'))
  process.stdout.write(applied.length === 0 ? 'Nothing to apply.\n' : `Applied: ${applied.join(', ')}\n`)
  return 0
}
