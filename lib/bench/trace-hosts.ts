import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { build as bundle } from 'esbuild'
import { connectAgent, type AgentClient } from '../agent-client/connect-agent.ts'
import { joinAgent } from '../agent/join-agent.ts'
import { makeCa, makeDeskCertificate, signAgentRequest } from '../hosts/certificates.ts'
import { generatePostfixLog } from './generators/postfix-log.ts'

export type BenchHost = { name: string; log: string; client: AgentClient; process: ChildProcess }

/** As many agents as programs of their own, each with a log of its own of so many lines, which is kept for next time. */
export async function startTraceHosts(folder: string, { hosts, lines, say }: { hosts: number; lines: number; say: (words: string) => void }): Promise<BenchHost[]> {
  mkdirSync(folder, { recursive: true })
  const program = path.join(folder, 'trace-agent.mjs')
  await bundle({
    entryPoints: [path.join(import.meta.dirname, 'trace-agent.ts')], outfile: program, bundle: true, platform: 'node', format: 'esm', target: 'node24', minify: true, logLevel: 'silent',
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  })
  const now = new Date()
  const ca = makeCa(now)
  const desk = makeDeskCertificate(ca, now)
  const started: BenchHost[] = []
  for (let number = 1; number <= hosts; number++) {
    const name = `mx${number}.bench.example`
    const log = provideLog(folder, number, lines, say)
    const agentFolder = path.join(folder, `trace-agent-${number}`)
    rmSync(agentFolder, { recursive: true, force: true })
    const secret = randomBytes(32).toString('base64url')
    const token = Buffer.from(JSON.stringify({ host: name, caPem: ca.certificatePem, secret })).toString('base64url')
    joinAgent({ folder: agentFolder, token, listen: '127.0.0.1:0', mta: 'postfix', options: {}, configuration: { root: agentFolder, files: [] } })
    const child = spawn(process.execPath, [program, agentFolder, log], { stdio: ['ignore', 'pipe', 'inherit'] })
    const port = await portOf(child)
    const client = connectAgent({ url: `https://127.0.0.1:${port}`, ca: ca.certificatePem, certificate: desk.certificatePem, key: desk.keyPem, hostName: name })
    await client.join({ secret, sign: (csr) => signAgentRequest(ca, csr, name, new Date()).certificatePem })
    started.push({ name, log, client, process: child })
  }
  return started
}

export async function stopTraceHosts(hosts: BenchHost[]): Promise<void> {
  for (const { client, process: child } of hosts) {
    client.close()
    if (child.exitCode !== null) continue
    child.kill()
    await once(child, 'exit')
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('an agent without output')
  for await (const line of createInterface({ input: child.stdout })) return Number(line)
  throw new Error('an agent ended before it took calls')
}

function provideLog(folder: string, number: number, lines: number, say: (words: string) => void): string {
  const file = path.join(folder, `trace-${lines}-${number}`, 'mail.log')
  if (existsSync(file)) return file
  say(`Generating ${file} …\n`)
  mkdirSync(path.dirname(file), { recursive: true })
  generatePostfixLog(lines, 42 + number, `${file}.new`, `${file}.truth.json`)
  renameSync(`${file}.new`, file)
  return file
}

/** The largest memory of an agent so far; the kernel keeps the peak. */
export function peakMiB(child: ChildProcess): number {
  const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return found ? Number(found[1]) / 1024 : 0
}
