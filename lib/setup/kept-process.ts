import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { endProcess, identityOf, type ProcessIdentity } from './process-identity.ts'

export interface KeptProcessOptions {
  /** What a person calls it: web, worker, demo host mx1. */
  name: string
  /** Arguments of Node: the file and what follows. */
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** Its output is added to this file. */
  logFile: string
  /** Called with a line for people when it dies or comes back. */
  say: (line: string) => void
  /** Called after every start, so that a later start can clean up after a crash of this one. */
  onStarted: (identity: ProcessIdentity) => void
  /** How long it may take to end by itself. */
  endLimitMs?: number
}

/** Waits before a died process is started again: grows with every death, back to the first after a minute alive. */
export const FIRST_BACK_OFF_MS = 500
const BACK_OFF_MS = [FIRST_BACK_OFF_MS, 1000, 2000, 5000, 10_000, 30_000]
const STEADY_MS = 60_000

/** A child process that is started again when it dies, until it is stopped. */
export class KeptProcess {
  readonly name: string
  private readonly options: KeptProcessOptions
  private child: ChildProcess | undefined
  private identity: ProcessIdentity | undefined
  private timer: NodeJS.Timeout | undefined
  private deathsInARow = 0
  private isStopping = false

  constructor(options: KeptProcessOptions) {
    this.name = options.name
    this.options = options
  }

  async start(): Promise<void> {
    const { args, cwd, env, logFile } = this.options
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 })
    const startedAt = Date.now()
    // A session of its own, so that Ctrl-C in a terminal reaches the starter alone, which ends all in order.
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.pipe(log, { end: false })
    child.stderr.pipe(log, { end: false })
    child.once('error', (error) => this.options.say(`${this.name} could not be started: ${error.message}`))
    child.once('close', (code, signal) => {
      log.end()
      this.comeBack(`ended with ${signal ?? code}`, Date.now() - startedAt)
    })
    this.child = child
    this.identity = child.pid === undefined ? undefined : await identityOf(child.pid)
    if (this.identity) this.options.onStarted(this.identity)
  }

  /** True while the process runs. */
  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null
  }

  /** How often it died, one time soon after the other. */
  get deaths(): number {
    return this.deathsInARow
  }

  /** The running process, or undefined while it is down. */
  get pid(): number | undefined {
    return this.isRunning ? this.child?.pid : undefined
  }

  /** Kills it without warning and leaves it dead, as a machine does that is lost. */
  async kill(): Promise<void> {
    this.isStopping = true
    clearTimeout(this.timer)
    const { child, isRunning } = this
    if (!child || !isRunning) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async stop(): Promise<void> {
    this.isStopping = true
    clearTimeout(this.timer)
    if (this.identity) await endProcess(this.identity, this.options.endLimitMs ?? 8000)
  }

  private comeBack(how: string, livedMs: number): void {
    if (this.isStopping) return
    this.deathsInARow = livedMs > STEADY_MS ? 1 : this.deathsInARow + 1
    const wait = BACK_OFF_MS[Math.min(this.deathsInARow, BACK_OFF_MS.length) - 1] ?? STEADY_MS
    this.options.say(`! ${this.name} ${how}, starting it again in ${wait / 1000} s (its log: ${this.options.logFile})`)
    this.timer = setTimeout(() => void this.start(), wait)
  }
}
