import 'server-only'
import { getTranslations } from 'next-intl/server'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type * as z from 'zod'
import { recordAudit } from '../audit/audit-records.ts'
import type { Doing } from '../audit/doing.ts'
import { isExpected, type AppError } from '../errors.ts'
import type { ActionResult } from './action-result.ts'
import { inputOf } from './form-input.ts'
import { AUDIENCES, may, type Audience, type Right } from './permissions.ts'
import { actionError, admitCall, type Refusal } from './run-action.ts'
import { actorOf, currentViewer, type Viewer } from './viewer.ts'
import { webDesk } from './web-desk.ts'

/** What an action's work is given: who, the parsed input, and what operations want (store, time, actor). */
export type ActionCall<Input, Who extends Viewer = Viewer> = { viewer: Who; input: Input; doing: Doing }

type Work<Input, Data, Who extends Viewer> = (call: ActionCall<Input, Who>) => Promise<Data>

/** Takes plain input, or the previous result and a form as `useActionState` hands them over, or a form alone. */
export type Action<Data> = (...given: readonly unknown[]) => Promise<ActionResult<Data>>

/** An action of support staff. Names the right it needs beyond seeing the desk. */
export function supportAction<S extends z.ZodType, D>(right: Right, schema: S, work: Work<z.infer<S>, D, Viewer>): Action<D> {
  return makeAction('support', right, schema, work)
}

/** An action of managers. */
export function managerAction<S extends z.ZodType, D>(right: Right, schema: S, work: Work<z.infer<S>, D, Viewer>): Action<D> {
  return makeAction('manager', right, schema, work)
}

/** An action of admins. */
export function adminAction<S extends z.ZodType, D>(right: Right, schema: S, work: Work<z.infer<S>, D, Viewer>): Action<D> {
  return makeAction('admin', right, schema, work)
}

/** An action of a customer; `viewer.customerId` belongs into every query's `where`. */
export function customerAction<S extends z.ZodType, D>(right: Right, schema: S, work: Work<z.infer<S>, D, Viewer & { customerId: number }>): Action<D> {
  return makeAction('customer', right, schema, (call) => {
    const { customerId } = call.viewer
    if (customerId === null) throw new Error('A customer without a customer passed the gate')
    return work({ ...call, viewer: { ...call.viewer, customerId } })
  })
}

/**
 * A form that anybody may send, signed in or not: language, look. Only from our own pages. A call that is refused or
 * fails changes nothing and says nothing; the log has it.
 */
export function visitorAction<S extends z.ZodType>(schema: S, work: (call: { viewer: Viewer | null; input: z.infer<S> }) => Promise<void>): (form: FormData) => Promise<void> {
  return async (form) => {
    const { env, log } = webDesk()
    try {
      const outside = {
        origin: (await headers()).get('origin'),
        webAddress: env.NEXTAUTH_URL,
        who: async () => ({ viewer: await currentViewer() }),
        isAllowed: () => true,
        isThere: () => true,
        onRefused: async (refusal: Refusal) => log.warn({ refusal }, 'form refused'),
      }
      const { who, input } = await admitCall(outside, schema, inputOf([form]))
      await work({ viewer: who.viewer, input })
    } catch (thrown) {
      unstable_rethrow(thrown)
      const { error } = actionError(thrown)
      if (error.code === 'internal') log.error({ err: error }, 'form failed')
      else log.warn({ code: error.code, reason: error.message }, 'form not done')
    }
  }
}

function makeAction<S extends z.ZodType, D>(audience: Audience, right: Right, schema: S, work: Work<z.infer<S>, D, Viewer>): Action<D> {
  return async (...given) => {
    try {
      const { env, db } = webDesk()
      const outside = {
        origin: (await headers()).get('origin'),
        webAddress: env.NEXTAUTH_URL,
        who: currentViewer,
        isAllowed: (viewer: Viewer) => isOfAudience(viewer, audience) && may(viewer, right),
        isThere: (viewer: Viewer) => isOfAudience(viewer, audience),
        onRefused: (refusal: Refusal, viewer: Viewer | null) => reportRefusal(refusal, right, viewer),
      }
      const { who, input } = await admitCall(outside, schema, inputOf(given))
      const data = await work({ viewer: who, input, doing: { db, now: new Date(), actor: actorOf(who) } })
      return { ok: true, data }
    } catch (thrown) {
      unstable_rethrow(thrown)
      return refuse(thrown)
    }
  }
}

function isOfAudience(viewer: Viewer, audience: Audience): boolean {
  return may(viewer, AUDIENCES[audience]) && (audience !== 'customer' || viewer.customerId !== null)
}

/** Refused access is logged (ASVS 16.3.2), and audited when it is known who tried. */
async function reportRefusal(refusal: Refusal, right: Right, viewer: Viewer | null): Promise<void> {
  const { db, log } = webDesk()
  log.warn({ refusal, right, userId: viewer?.userId }, 'action refused')
  if (!viewer) return
  await db.$transaction((tx) => recordAudit(tx, { at: new Date(), actor: actorOf(viewer), action: 'refused', subject: `right ${right}`, reason: refusal }))
}

async function refuse(thrown: unknown): Promise<{ ok: false; message: string; fields?: Record<string, string> }> {
  const { error, fields } = actionError(thrown)
  const message = isExpected(error) ? await wordsOf(error) : await wordsOfUnexpected(error)
  return fields ? { ok: false, message, fields } : { ok: false, message }
}

async function wordsOf(error: AppError): Promise<string> {
  webDesk().log.warn({ code: error.code, reason: error.message }, 'action not done')
  const t = await getTranslations()
  const key = error.userMessageKey as Parameters<typeof t>[0]
  return t.has(key) ? t(key, error.values as never) : t(`errors.${error.code}`)
}

/** Agents that cannot be reached have words of their own; all else is one sentence with a reference for the log. */
async function wordsOfUnexpected(error: AppError): Promise<string> {
  if (error.code !== 'internal') return wordsOf(error)
  const reference = crypto.randomUUID().slice(0, 8)
  webDesk().log.error({ reference, err: error }, 'action failed')
  const t = await getTranslations('errors')
  return t('internal', { reference })
}
