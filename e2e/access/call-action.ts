import type { APIRequestContext } from '@playwright/test'
import type { ActionResult } from '../../lib/access/action-result.ts'

export type ActionAnswer = { status: number; result: ActionResult<unknown> | null; text: string }

/**
 * Calls an action as a browser does: a POST to a page with the action's id and its arguments in React's encoding, which
 * for plain values is JSON with `$` doubled at the head of strings.
 */
export async function callAction(request: APIRequestContext, pageUrl: string, actionId: string, input: unknown): Promise<ActionAnswer> {
  const response = await request.post(pageUrl, {
    headers: { 'next-action': actionId, origin: new URL(pageUrl).origin, accept: 'text/x-component', 'content-type': 'text/plain;charset=UTF-8' },
    data: JSON.stringify([input], (_key, value: unknown) => (typeof value === 'string' && value.startsWith('$') ? `$${value}` : value)),
    maxRedirects: 0,
  })
  const text = await response.text()
  return { status: response.status(), result: resultIn(text), text }
}

/** The answer's row 1 is what the action returned; row 0 says so. */
function resultIn(text: string): ActionResult<unknown> | null {
  const returned = /^0:.*"a":"\$@(\w+)"/m.exec(text)?.[1]
  const row = returned === undefined ? undefined : new RegExp(`^${returned}:(\\{.*)$`, 'm').exec(text)?.[1]
  return row === undefined ? null : (JSON.parse(row) as ActionResult<unknown>)
}
