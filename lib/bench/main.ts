/** A family of benchmarks: what it measures beside its peer, as lines for people. */
export interface BenchFamily {
  /** @returns whether every aim was reached */
  run: (args: string[]) => Promise<boolean>
}

const FAMILIES: Record<string, () => Promise<BenchFamily>> = {
  classify: () => import('./classify.ts'),
}

const USAGE = `npm run bench -- FAMILY …

Families: ${Object.keys(FAMILIES).join(', ')}. Arguments behind a family's name that are no family are its own.
Exit codes: 0 every aim reached, 1 an aim missed, 2 wrong use.
`

process.exitCode = await main(process.argv.slice(2))

async function main(args: string[]): Promise<number> {
  const [first] = args
  if (first === undefined || first === '--help' || !Object.hasOwn(FAMILIES, first)) {
    process.stderr.write(USAGE)
    return first === '--help' ? 0 : 2
  }
  let isReached = true
  for (const [name, own] of calls(args)) {
    const family = await FAMILIES[name]?.()
    isReached = (await family?.run(own)) === true && isReached
  }
  return isReached ? 0 : 1
}

/** Each family named, with the arguments behind it. */
function calls(args: string[]): [string, string[]][] {
  const found: [string, string[]][] = []
  for (const arg of args) {
    if (Object.hasOwn(FAMILIES, arg)) found.push([arg, []])
    else found.at(-1)?.[1].push(arg)
  }
  return found
}
