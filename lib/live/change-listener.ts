import pg from 'pg'
import type { Logger } from 'pino'
import { parseLiveChange, type LiveChange } from './live-change.ts'

/** What a subscriber is told: changes of one tick, that a person's access has changed, or that news may have been missed. */
export type LiveNews = { kind: 'changes'; changes: readonly LiveChange[] } | { kind: 'access'; userId: number } | { kind: 'resync' }
export type Subscriber = (news: LiveNews) => void

type Options = { address: string; log: Logger; mergeMs?: number; retryMs?: number; retryMsMax?: number }

/**
 * The one LISTEN connection of this process. Opens with the first subscriber, closes with the last; comes back by
 * itself with growing pauses, and then tells everybody to read anew, since news were lost meanwhile.
 */
export class ChangeListener {
  readonly #options: Required<Options>
  readonly #subscribers = new Set<Subscriber>()
  #client: pg.Client | null = null
  #retry: NodeJS.Timeout | undefined
  #merge: NodeJS.Timeout | undefined
  #pending: LiveChange[] = []
  #failures = 0
  #hasListened = false

  constructor(options: Options) {
    this.#options = { mergeMs: 100, retryMs: 250, retryMsMax: 10_000, ...options }
  }

  get subscriberCount(): number {
    return this.#subscribers.size
  }

  /** Adds a subscriber; returns how to leave. */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    if (!this.#client && !this.#retry) void this.#connect()

    return () => {
      this.#subscribers.delete(subscriber)
      if (this.#subscribers.size === 0) this.stop()
    }
  }

  stop(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#merge)
    const client = this.#client
    this.#retry = this.#merge = undefined
    this.#client = null
    this.#pending = []
    this.#hasListened = false
    client?.end().catch((error: unknown) => this.#options.log.warn({ err: error }, 'live connection did not close'))
  }

  async #connect(): Promise<void> {
    this.#retry = undefined
    const client = new pg.Client({ connectionString: this.#options.address, application_name: 'relayward live', keepAlive: true })
    this.#client = client
    client.on('notification', ({ channel, payload }) => {
      if (channel === 'relayward_access') this.#tell({ kind: 'access', userId: Number(payload) })
      else this.#take(parseLiveChange(payload))
    })
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('Connection ended')))

    try {
      await client.connect()
      await client.query('LISTEN relayward_change; LISTEN relayward_access')
      if (this.#client !== client) return void (await client.end())
      this.#failures = 0
      if (this.#hasListened) this.#tell({ kind: 'resync' })
      this.#hasListened = true
    } catch (error) {
      this.#lost(client, error)
    }
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return
    this.#client = null
    const pause = Math.min(this.#options.retryMs * 2 ** this.#failures, this.#options.retryMsMax)
    this.#failures += 1
    // The first try may have failed before anybody was told anything: whoever came meanwhile has missed news too.
    this.#hasListened = true
    this.#options.log.warn({ err: error, pause }, 'live connection lost')
    this.#retry = setTimeout(() => void this.#connect(), pause)
  }

  #take(change: LiveChange | null): void {
    if (!change) return
    this.#pending.push(change)
    this.#merge ??= setTimeout(() => this.#flush(), this.#options.mergeMs)
  }

  #flush(): void {
    this.#merge = undefined
    const changes = this.#pending
    this.#pending = []
    this.#tell({ kind: 'changes', changes })
  }

  #tell(news: LiveNews): void {
    for (const subscriber of this.#subscribers) subscriber(news)
  }
}
