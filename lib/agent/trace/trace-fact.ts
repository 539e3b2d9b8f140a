/** Delivered somewhere, put off or refused for good. */
export type Outcome = 'delivered' | 'deferred' | 'bounced'

/**
 * What a line says of one message, whatever mail server wrote it. `at` in milliseconds; facts stand in the order in
 * which they were written.
 */
export type TraceFact = { id: string; at: number } & (
  /** A client or a local program hands the message in; the first that is heard of an id. */
  | { kind: 'accepted'; account: string | null; sender: string | null; host: string | null; messageId: string | null; parentId: string | null; isLocal: boolean }
  /** A message of this id begins here, whoever handed it in. */
  | { kind: 'begun' }
  | { kind: 'message-id'; messageId: string }
  | { kind: 'queued'; sender: string; size: number; recipients: number | null }
  | { kind: 'recipient'; recipient: string }
  | { kind: 'attempt'; recipient: string; alias: string | null; outcome: Outcome; reply: string; host: string | null; goesOn: { id: string; how: 'forward' | 'filter' } | null; nextTryAt: number | null }
  | { kind: 'expired' }
  | { kind: 'bounce-made'; bounceId: string | null; about: 'failure' | 'delay' | 'success' }
  | { kind: 'held' }
  | { kind: 'released' }
  | { kind: 'deleted' }
  | { kind: 'requeued' }
  | { kind: 'removed' }
)
export type FactOf<K extends TraceFact['kind']> = Extract<TraceFact, { kind: K }>
