import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { AgentRefusal } from '../refusal.ts'

export const BODY_BYTES_MAX = 1_000_000

/** The body as JSON, checked by `schema`. Refuses `bad-request`: too large, no JSON, or not what the schema says. */
export async function readBody<T extends z.ZodType>(request: IncomingMessage, schema: T): Promise<z.output<T>> {
  return parseOrRefuse(schema, parseJson(await readText(request)))
}

export function parseOrRefuse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data as z.output<T>
  const [issue] = parsed.error.issues
  throw new AgentRefusal('bad-request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`.slice(0, 300))
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Not destroyed on return: the refusal must still find its way back over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw new AgentRefusal('bad-request', `more than ${BODY_BYTES_MAX} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AgentRefusal('bad-request', 'this is no JSON', { cause: error })
  }
}
