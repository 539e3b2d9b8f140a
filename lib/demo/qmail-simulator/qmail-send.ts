import { watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { bounceMessage } from './bounce-message.ts'
import { holdLock, type HeldLock } from './hold-lock.ts'
import type { QmailIds } from './make-spool.ts'
import type { MultilogWriter } from './multilog-writer.ts'
import { preprocessMessage } from './preprocess-message.ts'
import type { QueueFiles, Recipient } from './queue-files.ts'
import { queueMessage } from './queue-message.ts'
import { nextRetryMs, type Channel } from './retry-schedule.ts'

export type Attempt = { id: string; sender: string; recipient: string; channel: Channel; messPath: string }
/** `report` as qmail-remote or qmail-local gives it; blanks are logged as `_`. */
export type Outcome = { outcome: 'success' | 'failure' | 'deferral'; report: string }

export type QmailSendOptions = {
  files: QueueFiles
  ids: QmailIds
  log: MultilogWriter
  hostName: string
  locals: Set<string>
  /** What the receiver does: the one thing that is not qmail's. May take its time. */
  deliver(attempt: Attempt): Promise<Outcome>
  nextPid(): number
  now(): Date
  concurrency?: Record<Channel, number>
  lifetimeSeconds?: number
}

type Job = { id: string; channel: Channel; birthMs: number; dueMs: number; running: number; left: Recipient[] | null }
const LOOK_AT_MOST_MS = 30_000
const GIVE_UP = "I'm not going to try again; this message has been in the queue too long."

/**
 * qmail-send over a real spool: preprocesses todo/, delivers, tries again on qmail's own schedule, bounces, and logs
 * all of it in qmail's words. Reads info/ only when it starts, as the real one does.
 */
export class QmailSend {
  private readonly options: Required<QmailSendOptions>
  private readonly jobs = new Map<string, Job>()
  private readonly running: Record<Channel, number> = { local: 0, remote: 0 }
  private lock: HeldLock | null = null
  private watcher: FSWatcher | null = null
  private timer: NodeJS.Timeout | undefined
  private deliveries = 0
  private isExiting = false
  private onIdle = () => {}

  constructor(options: QmailSendOptions) {
    this.options = { concurrency: { local: 10, remote: 20 }, lifetimeSeconds: 604_800, ...options }
  }

  get isUp(): boolean {
    return this.lock !== null
  }

  async start(): Promise<void> {
    if (this.lock) return
    const { files } = this.options
    this.lock = await holdLock(join(files.queue, 'lock', 'sendmutex'))
    this.isExiting = false
    this.deliveries = 0
    this.logStatus()
    for (const id of files.preprocessed()) this.addJobs(id)
    this.watcher = watch(join(files.queue, 'todo'), () => this.lookAround())
    this.lookAround()
  }

  /** Whether everything that came in was tried and nothing runs. */
  get isSettled(): boolean {
    return this.options.files.waiting().length === 0 && [...this.jobs.values()].every((job) => job.left === null && job.dueMs > this.options.now().getTime())
  }

  /** TERM: nothing new is begun, running deliveries end, next times are written down (pqfinish). */
  async stop(): Promise<void> {
    if (!this.lock || this.isExiting) return
    this.isExiting = true
    clearTimeout(this.timer)
    this.watcher?.close()
    if (this.running.local + this.running.remote > 0) {
      this.logStatus()
      await new Promise<void>((resolve) => (this.onIdle = resolve))
    }
    for (const { id, channel, dueMs } of this.jobs.values()) this.options.files.setDue(channel, id, dueMs)
    this.jobs.clear()
    this.options.log.write('status: exiting')
    await this.lock.release()
    this.lock = null
  }

  /** ALRM: every message is due now. */
  wake(): void {
    for (const job of this.jobs.values()) job.dueMs = 0
    this.lookAround()
  }

  private lookAround(): void {
    if (!this.lock || this.isExiting) return
    for (const id of this.options.files.waiting()) this.preprocess(id)
    const nowMs = this.options.now().getTime()
    for (const job of this.jobs.values()) if (job.left || job.dueMs <= nowMs) this.deliverJob(job)
    this.setTimer(nowMs)
  }

  private setTimer(nowMs: number): void {
    clearTimeout(this.timer)
    const nextMs = [...this.jobs.values()].reduce((least, job) => (job.left ? least : Math.min(least, job.dueMs)), Infinity)
    this.timer = setTimeout(() => this.lookAround(), Math.min(LOOK_AT_MOST_MS, Math.max(1, nextMs - nowMs)))
    this.timer.unref()
  }

  private preprocess(id: string): void {
    const { files, locals, ids, log } = this.options
    const message = preprocessMessage(files.queue, id, files.split, locals, ids)
    if (!message) return
    log.write(`new msg ${id}`)
    log.write(`info msg ${id}: bytes ${message.bytes} from <${logsafe(message.sender)}> qp ${message.pid} uid ${message.uid}`)
    this.addJobs(id)
  }

  private addJobs(id: string): void {
    const { files } = this.options
    const birthMs = files.birthOf(id)
    for (const channel of ['local', 'remote'] as const) {
      if (!files.has(channel, id)) continue
      this.jobs.set(`${channel}/${id}`, { id, channel, birthMs, dueMs: files.dueAt(channel, id), running: 0, left: null })
    }
    if (!files.has('local', id) && !files.has('remote', id)) this.endMessage(id)
  }

  private deliverJob(job: Job): void {
    const { files, concurrency, log } = this.options
    if (!job.left) {
      if (!files.has(job.channel, job.id)) {
        log.write(`warning: trouble opening ${job.channel}/${Number(job.id) % files.split}/${job.id}; will try again later`)
        job.dueMs = this.options.now().getTime() + 123_000
        return
      }
      job.left = files.todo(job.channel, job.id)
      if (job.left.length === 0) this.endAttempts(job)
    }
    while (job.left?.length && this.running[job.channel] < concurrency[job.channel]) {
      const recipient = job.left.shift()
      if (recipient) void this.deliverOne(job, recipient)
    }
  }

  private async deliverOne(job: Job, recipient: Recipient): Promise<void> {
    const { files, log, deliver } = this.options
    const number = ++this.deliveries
    job.running++
    this.running[job.channel]++
    log.write(`starting delivery ${number}: msg ${job.id} to ${job.channel} ${logsafe(recipient.address)}`)
    this.logStatus()

    const attempt = { id: job.id, sender: files.senderOf(job.id), recipient: recipient.address, channel: job.channel, messPath: files.messOf(job.id) }
    const said = await deliver(attempt).catch((error: unknown): Outcome => ({ outcome: 'deferral', report: `Unable to deliver: ${String(error)}` }))
    const { outcome, report } = this.lastChance(job, said)
    log.write(`delivery ${number}: ${outcome}: ${logsafe(report)}/`)
    if (outcome !== 'deferral') files.markDone(job.channel, job.id, recipient.offset)
    if (outcome === 'failure') files.addBounce(job.id, recipient.address, report)
    job.running--
    this.running[job.channel]--
    this.logStatus()
    this.goOn(job)
  }

  private goOn(job: Job): void {
    if (this.isExiting) {
      if (job.running === 0 && !job.left?.length) this.endAttempts(job)
      if (this.running.local + this.running.remote === 0) this.onIdle()
      return
    }
    if (job.running === 0 && job.left?.length === 0) this.endAttempts(job)
    this.lookAround()
  }

  private lastChance(job: Job, said: Outcome): Outcome {
    const isOld = this.options.now().getTime() - job.birthMs > this.options.lifetimeSeconds * 1000
    return said.outcome === 'deferral' && isOld ? { outcome: 'failure', report: `${said.report}\n${GIVE_UP}` } : said
  }

  private endAttempts(job: Job): void {
    const { files, now } = this.options
    job.left = null
    if (files.has(job.channel, job.id) && files.todo(job.channel, job.id).length > 0) {
      job.dueMs = nextRetryMs(job.birthMs, now().getTime(), job.channel)
      return
    }
    files.endChannel(job.channel, job.id)
    this.jobs.delete(`${job.channel}/${job.id}`)
    if (!files.has('local', job.id) && !files.has('remote', job.id)) this.endMessage(job.id)
  }

  private endMessage(id: string): void {
    const { files, ids, log, hostName, nextPid, now } = this.options
    const bounce = bounceMessage(files, id, hostName, now())
    if (bounce) {
      const pid = nextPid()
      const root = join(files.queue, '..')
      queueMessage(root, ids, { invoked: 'for bounce', pid, uid: ids.qmails, sender: bounce.sender, recipients: [bounce.recipient], text: bounce.text, at: now() })
      log.write(`bounce msg ${id} qp ${pid}`)
    } else if (files.bounceText(id) !== null) log.write(`triple bounce: discarding bounce/${id}`)
    files.endBounce(id)
    files.endMessage(id)
    log.write(`end msg ${id}`)
  }

  private logStatus(): void {
    const { concurrency, log } = this.options
    const counts = `local ${this.running.local}/${concurrency.local} remote ${this.running.remote}/${concurrency.remote}`
    log.write(`status: ${counts}${this.isExiting ? ' exitasap' : ''}`)
  }
}

/** qmail-send logs no byte below 33 or above 126 and no `%`: it becomes `_`, a line end `/` (qsutil.c, logsafe). */
function logsafe(text: string): string {
  return Buffer.from(text).toString('latin1').replace(/\n/g, '/').replace(/[^!-$&-~]/g, '_')
}
