import { existsSync } from 'node:fs'
import path from 'node:path'
import { mustRun } from '../setup/run-program.ts'

export type Peer = { name: string; program: string; args: string[]; isOurs?: boolean; /** The one that the others are compared with. */ isBase?: boolean; /** So many times its lines are our goal. */ goal?: number }

/** The other programs for a format that are on this machine, and for those that are not: how to get them. */
export async function findPeers(format: string, folder: string): Promise<{ peers: Peer[]; absent: string[] }> {
  const found = await Promise.all((FINDERS[format] ?? []).map((find) => find(folder)))
  return {
    peers: found.filter((each) => typeof each !== 'string'),
    absent: found.filter((each) => typeof each === 'string'),
  }
}

type Finder = (folder: string) => Promise<Peer | string>

const FINDERS: Record<string, Finder[]> = { postfix: [findPflogsumm, compileReference], exim: [findEximstats] }

async function findPflogsumm(): Promise<Peer | string> {
  const program = findProgram('pflogsumm')
  if (!program) return 'pflogsumm is not here: apt-get install pflogsumm (Debian, Ubuntu). Without it the ratio cannot be told.'
  return { name: 'pflogsumm', program, args: [], isBase: true, goal: 15 }
}

async function findEximstats(): Promise<Peer | string> {
  const program = findProgram('eximstats')
  if (!program) return 'eximstats is not here: it comes with exim4-base (Debian), which stands aside for Postfix; apt-get download exim4-base and dpkg -x unpack it beside.'
  return { name: 'eximstats', program, args: [], isBase: true }
}

/** The same count in C, as a mark of what the machine can do. */
async function compileReference(folder: string): Promise<Peer | string> {
  const compiler = findProgram('cc')
  if (!compiler) return 'cc is not here: apt-get install gcc libc6-dev. Without it the C reference is left out.'
  const program = path.join(folder, 'scan')
  const source = path.join(import.meta.dirname, 'reference/scan.c')
  await mustRun(compiler, ['-O2', '-D_GNU_SOURCE', '-o', program, source], { cwd: folder, limitMs: 60_000 })
  return { name: 'C reference', program, args: [] }
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file))
}
