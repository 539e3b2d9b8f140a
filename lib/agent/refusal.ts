import type { AgentErrorCode } from '../protocol/errors.ts'

/** Something asked of the agent that it does not do; `code` is what the desk is told. */
export class AgentRefusal extends Error {
  readonly code: AgentErrorCode

  constructor(code: AgentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'AgentRefusal'
    this.code = code
  }
}
