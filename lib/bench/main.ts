type Family = { run: (args: string[]) => Promise<number> }

/** Every benchmark, by name; each measures beside its peer, in turns, on the same input. */
const FAMILIES: Record<string, () => Promise<Family>> = {
  blocklists: () => import('./blocklists.ts'),
  classify: () => import('./classify.ts'),
  lists: () => import('./lists.ts'),
  logs: () => import('./logs.ts'),
  matrix: () => import('./matrix.ts'),
  probes: () => import('./probes.ts'),
  trace: () => import('./trace.ts'),
}

/** @returns exit code: 0 every goal is met, 1 some are not, 2 wrong use */
async function main([name, ...args]: string[]): Promise<number> {
  const load = name !== undefined && Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined
  if (load) return (await load()).run(args)
  const isHelp = name === '--help'
  const words = `npm run bench -- NAME …   with NAME one of: ${Object.keys(FAMILIES).join(', ')}. Each tells more with --help.\n`
  process[isHelp ? 'stdout' : 'stderr'].write(words)
  return isHelp ? 0 : 2
}

process.exitCode = await main(process.argv.slice(2))
