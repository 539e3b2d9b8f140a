import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runProgram } from '../setup/run-program.ts'
import type { Rbldnsd } from './start-rbldnsd.ts'

const PROGRAM = ['/usr/bin/dnsperf', '/usr/local/bin/dnsperf'].find((file) => existsSync(file))

/** Questions per second that dnsperf gets through, 50 at once as we have, the same ones in the same order; null when it is not here. */
export async function measureDnsperf({ addresses, names, folder, rbldnsd }: { addresses: string[]; names: string[]; folder: string; rbldnsd: Rbldnsd }): Promise<number | null> {
  if (!PROGRAM) return null
  const file = path.join(folder, 'questions')
  const questions = addresses.flatMap((address) => names.map((name) => `${address.split('.').toReversed().join('.')}.${name} A\n`))
  writeFileSync(file, questions.join(''))
  const { code, output } = await runProgram(PROGRAM, ['-s', rbldnsd.address, '-p', String(rbldnsd.port), '-d', file, '-n', '1', '-q', '50', '-f', 'inet'], { cwd: folder, limitMs: 120_000 })
  const rate = Number(/Queries per second:\s+([\d.]+)/.exec(output)?.[1])
  if (code !== 0 || !(rate > 0)) throw new Error(`dnsperf ended with ${code}:\n${output}`)
  return rate
}
