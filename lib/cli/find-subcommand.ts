import type { Subcommand } from './subcommands.ts'

/**
 * Finds the subcommand that the arguments begin with; names of two words (`agent run`) win over those of one.
 *
 * @returns the subcommand and the arguments behind its name, or undefined
 */
export function findSubcommand(
  table: Record<string, Subcommand>,
  args: string[],
): { subcommand: Subcommand; rest: string[] } | undefined {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ')
    const subcommand = Object.hasOwn(table, name) ? table[name] : undefined
    if (subcommand && args.length >= words) return { subcommand, rest: args.slice(words) }
  }
  return undefined
}

export function helpText(table: Record<string, Subcommand>): string {
  const names = Object.keys(table)
  const width = Math.max(...names.map((name) => name.length))
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${table[name]?.about}`)
  return `relayward SUBCOMMAND …\n\n${lines.join('\n')}\n\nEach of them tells more with --help. Exit codes: 0 done, 1 found something or refused, 2 wrong use.\n`
}
