import { execFile } from 'node:child_process'
import { chmod, copyFile, lchown, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { waitUntil } from '../wait-until.ts'
import { underEtc } from './under-etc.ts'
import { mainConfiguration, masterConfiguration } from './postfix-configuration.ts'

const run = promisify(execFile)

export type PostfixPlan = {
  /** Holds etc/, queue/, data/ and log/; made when missing. Every user of the machine must reach it; no blanks. */
  folder: string
  hostName: string
  /** Address it listens on and sends from. */
  address: string
  smtpPort: number
  /** The same service under `syslog_name=postfix/submission`. */
  submissionPort: number
  authSocket: string
  mailFolder: string
  /** Local mailboxes; other addresses of their domains are refused as unknown users. */
  mailboxes: string[]
  /** Which port of `routesTo` (127.0.0.1), or transport and next hop, a domain's mail goes to. Mail for any other domain stays in the queue. */
  routes: Record<string, number | string>
  routesTo?: string
  /** Further parameters of main.cf. */
  settings?: Record<string, string>
  /** Lines put at the end of master.cf. */
  services?: string
  /** Files that this server alone sees in /etc in place of the machine's own (hosts, say). */
  etc?: string
}

export type Postfix = {
  configDirectory: string
  queueDirectory: string
  logFile: string
  smtpPort: number
  submissionPort: number
  start(): Promise<void>
  halt(): Promise<void>
  reload(): Promise<void>
  isRunning(): Promise<boolean>
  /** Where a domain's mail goes from now on. */
  route(routes: Record<string, number | string>): Promise<void>
  /** Runs one of Postfix's programs for this instance, `-c` given; answers its output. */
  tool(program: string, args: string[], input?: string): Promise<string>
  /** Puts the log away and begins a new one, as `postfix logrotate` does. */
  rotateLog(): Promise<void>
}

/** A Postfix of its own in its folder, as it was laid out before; nothing is written and nothing is started. */
export function openPostfix({ folder, smtpPort, submissionPort, routesTo = '127.0.0.1', etc }: PostfixPlan): Postfix {
  const configDirectory = join(folder, 'etc')
  const logFile = join(folder, 'log', 'mail.log')
  const tool = (program: string, args: string[], input = '') => runTool(program, ['-c', configDirectory, ...args], input)
  const reload = async () => void (await tool('postfix', ['reload']))
  return {
    configDirectory, queueDirectory: join(folder, 'queue'), logFile, smtpPort, submissionPort, tool, reload,
    start: async () => {
      const before = countStarts(await readLog(logFile))
      await runTool('postfix', ['-c', configDirectory, 'start'], '', etc)
      await waitUntil('Postfix writes that it has started', async () => countStarts(await readLog(logFile)) > before)
    },
    halt: async () => void (await tool('postfix', ['stop'])),
    isRunning: () => tool('postfix', ['status']).then(() => true, () => false),
    route: (routes) => writeMap(configDirectory, 'transport', transportLines(routes, routesTo)),
    rotateLog: async () => {
      await rename(logFile, `${logFile}.${process.hrtime.bigint()}`)
      await reload()
    },
  }
}

/** Writes folders, configuration and maps of a Postfix of its own. Nothing leaves it but what its routes say. */
export async function layOutPostfix(plan: PostfixPlan): Promise<Postfix> {
  const { folder, routesTo = '127.0.0.1' } = plan
  for (const name of ['', 'etc', 'queue', 'data', 'log']) await mkdir(join(folder, name), { recursive: true, mode: 0o755 })
  await chmod(folder, 0o755)
  const postfixUid = Number((await run('id', ['-u', 'postfix'])).stdout)
  await lchown(join(folder, 'data'), postfixUid, -1)

  const etc = join(folder, 'etc')
  await writeFile(join(etc, 'main.cf'), mainConfiguration(plan), { mode: 0o644 })
  await writeFile(join(etc, 'master.cf'), masterConfiguration(plan) + (plan.services ?? ''), { mode: 0o644 })
  await copyFile('/etc/postfix/dynamicmaps.cf', join(etc, 'dynamicmaps.cf'))
  await writeMap(etc, 'mailboxes', plan.mailboxes.map((address) => `${address} ${address}/`))
  await writeMap(etc, 'transport', transportLines(plan.routes, routesTo))
  return openPostfix(plan)
}

function transportLines(routes: Record<string, number | string>, address: string): string[] {
  return Object.entries(routes).map(([domain, to]) => `${domain} ${typeof to === 'string' ? to : `smtp:[${address}]:${to}`}`)
}

async function writeMap(configDirectory: string, name: string, lines: string[]): Promise<void> {
  await writeFile(join(configDirectory, name), lines.join('\n') + '\n', { mode: 0o644 })
  await runTool('postmap', ['-c', configDirectory, `lmdb:${join(configDirectory, name)}`], '')
}

function readLog(logFile: string): Promise<string> {
  return readFile(logFile, 'utf8').catch(() => '')
}

function countStarts(log: string): number {
  return log.split('daemon started').length - 1
}

function runTool(program: string, args: string[], input: string, etc?: string): Promise<string> {
  const [file, given] = etc === undefined ? [`/usr/sbin/${program}`, args] : underEtc(etc, `/usr/sbin/${program}`, args)
  return new Promise((resolve, reject) => {
    const child = execFile(file, given, { timeout: 30_000, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program}: ${stderr}`, { cause: error }))
      else resolve(stdout)
    })
    // A program that ends without reading its input is judged by its exit code.
    child.stdin?.on('error', () => {}).end(input)
  })
}
