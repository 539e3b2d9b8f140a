import * as z from 'zod'

/** What an agent answers when it does not do what was asked; the HTTP status is fixed per code. */
export const agentErrorCode = z.enum([
  'bad-request',
  'not-authorised',
  'not-found',
  'not-capable',
  'id-reused',
  'stale-version',
  'protocol-mismatch',
  'busy',
  'internal',
])
export type AgentErrorCode = z.infer<typeof agentErrorCode>

export const agentError = z.strictObject({ code: agentErrorCode, message: z.string().max(500) })
export type AgentError = z.infer<typeof agentError>

export const STATUS_OF: Record<AgentErrorCode, number> = {
  'bad-request': 400,
  'not-authorised': 401,
  'not-found': 404,
  'not-capable': 405,
  'id-reused': 409,
  'stale-version': 409,
  'protocol-mismatch': 426,
  busy: 503,
  internal: 500,
}
