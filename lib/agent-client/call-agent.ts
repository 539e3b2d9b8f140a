import type { IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import * as z from 'zod'
import { agentError } from '../protocol/errors.ts'
import { PROTOCOL_HEADER } from '../protocol/standing-page.ts'
import { PROTOCOL_VERSION } from '../protocol/version.ts'
import { AgentCallError } from './agent-call-error.ts'

const ANSWER_BYTES_MAX = 50_000_000

export type AgentCall<T extends z.ZodType> = {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  body?: unknown
  answer: T
  timeoutMs: number
  signal?: AbortSignal
}

/** One call over TLS as `tls` says, its answer parsed. Throws an AgentCallError, whatever goes wrong. */
export async function callAgent<T extends z.ZodType>(url: URL, tls: RequestOptions, call: AgentCall<T>): Promise<z.output<T>> {
  const limit = AbortSignal.timeout(call.timeoutMs)
  const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
  try {
    const { status, text } = await exchange(url, tls, call, signal)
    if (status !== 200) throw refusalFrom(status, text)
    return parseAnswer(call.answer, text)
  } catch (error) {
    throw asCallError(error, { isTimeout: limit.aborted, isAborted: call.signal?.aborted ?? false })
  }
}

async function exchange(url: URL, tls: RequestOptions, call: AgentCall<z.ZodType>, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const response = await openCall(url, tls, call, signal)
  return { status: response.statusCode ?? 0, text: await readText(response) }
}

/** Sends the call; answers when the head of the answer is there. */
export function openCall(url: URL, tls: RequestOptions, call: Pick<AgentCall<z.ZodType>, 'method' | 'path' | 'body'>, signal: AbortSignal): Promise<IncomingMessage> {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  const headers: Record<string, string | number> = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) }
  if (body !== undefined) {
    headers['content-type'] = 'application/json'
    headers['content-length'] = Buffer.byteLength(body)
  }
  return new Promise((resolve, reject) => {
    const request = httpsRequest(new URL(call.path, url), { ...tls, method: call.method, headers, signal })
    request.once('error', reject)
    request.once('response', resolve)
    request.end(body)
  })
}

/** @throws AgentCallError when it is too large */
export async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    bytes += chunk.length
    if (bytes > ANSWER_BYTES_MAX) throw new AgentCallError('bad-answer', 'the answer is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function refusalFrom(status: number, text: string): AgentCallError {
  const parsed = agentError.safeParse(jsonOrNull(text))
  if (!parsed.success) return new AgentCallError('bad-answer', `the agent answered with status ${status}`)
  return new AgentCallError(parsed.data.code, parsed.data.message)
}

export function parseAnswer<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  const parsed = schema.safeParse(jsonOrNull(text))
  if (parsed.success) return parsed.data as z.output<T>
  throw new AgentCallError('bad-answer', 'the agent answered what this desk does not understand', { cause: parsed.error })
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function asCallError(error: unknown, why: { isTimeout: boolean; isAborted: boolean }): AgentCallError {
  if (error instanceof AgentCallError) return error
  if (why.isAborted) return new AgentCallError('aborted', 'the call was ended', { cause: error })
  if (why.isTimeout) return new AgentCallError('timeout', 'the agent did not answer in time', { cause: error })
  if (isIdentityError(error)) return new AgentCallError('wrong-identity', 'who answers is not that host', { cause: error })
  return new AgentCallError('unreachable', 'the agent cannot be reached', { cause: error })
}

/** Codes that Node gives when the server's certificate does not hold (nodejs.org/api/tls.html, X509 certificate error codes). */
const IDENTITY_CODES = new Set([
  'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_SIGNATURE_FAILURE',
  'INVALID_PURPOSE', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'INVALID_CA',
])

function isIdentityError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && IDENTITY_CODES.has(error.code)
}
