import { EnvError } from '../env/read-env.ts'
import { findSubcommand, helpText } from './find-subcommand.ts'
import { SUBCOMMANDS } from './subcommands.ts'

/** Exit codes of every tool: 0 done, 1 found something or refused, 2 wrong use. */
async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h') {
    process.stdout.write(helpText(SUBCOMMANDS))
    return args.length === 0 ? 2 : 0
  }
  const found = findSubcommand(SUBCOMMANDS, args)
  if (!found) {
    process.stderr.write(`There is no subcommand ${args[0]}.\n\n${helpText(SUBCOMMANDS)}`)
    return 2
  }
  const { run } = await found.subcommand.load()
  return run(found.rest)
}

// A reader that has seen enough (`… | head`) closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const words = error instanceof EnvError || !(error instanceof Error) ? String((error as Error).message) : error.stack
  process.stderr.write(`${words}\n`)
  process.exitCode = 1
}
