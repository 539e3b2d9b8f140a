import type { AgentErrorCode } from '../protocol/errors.ts'

/**
 * `unreachable`, `timeout`: nobody knows whether the agent did what was asked; ask again with the same id.
 * `wrong-identity`: who answered is not the host that was meant. `bad-answer`: it answered what we do not understand.
 */
export type AgentCallCode = AgentErrorCode | 'unreachable' | 'timeout' | 'wrong-identity' | 'bad-answer' | 'aborted'

/** A call to an agent that did not do what was asked. `isPermanent`: asking again as it is cannot help. */
export class AgentCallError extends Error {
  readonly code: AgentCallCode
  readonly isPermanent: boolean

  constructor(code: AgentCallCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AgentCallError'
    this.code = code
    this.isPermanent = PERMANENT[code]
  }
}

const PERMANENT: Record<AgentCallCode, boolean> = {
  'bad-request': true,
  'not-authorised': true,
  'not-found': true,
  'not-capable': true,
  'id-reused': true,
  'stale-version': true,
  'protocol-mismatch': true,
  'wrong-identity': true,
  busy: false,
  internal: false,
  unreachable: false,
  timeout: false,
  'bad-answer': false,
  aborted: false,
}
