import { may } from '../../../lib/access/permissions.ts'
import { isOwnOrigin } from '../../../lib/access/run-action.ts'
import { actorOf, currentViewer, hasSameAccess, type Viewer } from '../../../lib/access/viewer.ts'
import { webDesk } from '../../../lib/access/web-desk.ts'
import { traceMail } from '../../../lib/cases/trace-mail.ts'
import { ndjsonResponse } from '../../../lib/ndjson-response.ts'
import type { FoundLine, TraceRefusal } from '../../../lib/traces/found-line.ts'
import { makeSearchLimit, SEARCH_BOUNDS, type SearchLimit } from '../../../lib/traces/search-limit.ts'
import { traceQuestion, type TraceQuestion } from '../../../lib/traces/trace.ts'

export const dynamic = 'force-dynamic'

/** A question is short; what is longer is none. */
const BODY_MAX = 4000

/**
 * Where is this mail? Lines as they are found (`lib/traces/found-line.ts`): for support of all mail, for a customer of
 * his own accounts' alone. A POST, so that what is looked for stands in no log of addresses.
 */
export async function POST(request: Request): Promise<Response> {
  const { env } = webDesk()
  const viewer = await currentViewer()
  if (!viewer) return refuse(401, 'signed-out')
  if (!isOwnOrigin(request.headers.get('origin'), env.NEXTAUTH_URL) || !mayTrace(viewer)) return new Response(null, { status: 404 })
  const question = traceQuestion.safeParse(await readBody(request))
  if (!question.success) return refuse(400, 'bad-input')

  const entered = limit().enter(viewer.userId, Date.now())
  if (entered === 'too-many') return refuse(429, entered)
  if (entered === 'unavailable') return refuse(503, entered)
  return ndjsonResponse(answerTo(viewer, question.data, request.signal, entered.leave))
}

function mayTrace(viewer: Viewer): boolean {
  return viewer.customerId === null ? may(viewer, 'see-desk') : may(viewer, 'see-own')
}

function answerTo(viewer: Viewer, question: TraceQuestion, left: AbortSignal, leave: () => void) {
  const { env, db } = webDesk()
  const stopping = new AbortController()
  const doing = { db, now: new Date(), actor: actorOf(viewer) }
  const lines = traceMail(doing, { question, roles: viewer.roles, deskSecret: env.RELAYWARD_SECRET, signal: AbortSignal.any([left, stopping.signal]) })
  const onEnd = () => {
    stopping.abort()
    leave()
  }
  return { lines: loggingFailure(lines, viewer), mayReadOn: () => hasSameAccess(viewer), onEnd }
}

/** The browser is only told that it broke off; the log has why. */
async function* loggingFailure(lines: AsyncGenerator<FoundLine>, { userId }: Viewer): AsyncGenerator<FoundLine> {
  try {
    yield* lines
  } catch (error) {
    webDesk().log.error({ err: error, userId }, 'trace broke off')
    throw error
  }
}

function refuse(status: number, why: TraceRefusal): Response {
  return Response.json({ why }, { status })
}

async function readBody(request: Request): Promise<unknown> {
  try {
    const text = await request.text()
    return text.length > BODY_MAX ? null : JSON.parse(text)
  } catch {
    return null
  }
}

const shared = globalThis as typeof globalThis & { relaywardSearchLimit?: SearchLimit }

/** Counted across reloads of development too. */
function limit(): SearchLimit {
  shared.relaywardSearchLimit ??= makeSearchLimit(SEARCH_BOUNDS)
  return shared.relaywardSearchLimit
}
