import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import { webDb } from '../access/web-desk.ts'
import { receiverName } from '../receivers/receiver-name.ts'
import { teachableText } from '../refusals/lesson.ts'
import { REFUSAL_CLASSES, type RefusalClass, type RefusalScope, REFUSAL_SCOPES } from '../refusals/refusal.ts'
import { listTakenUp } from '../standing-orders/standing-order-records.ts'
import { listRules } from './taught-rule-records.ts'
import { countFurther, findText, listUnknownTexts, type UnknownText } from './text-records.ts'
import type { TextsQuery } from './texts-query.ts'

export type NamedReceiver = { id: string; name: string }
export type TextRow = Omit<UnknownText, 'receivers'> & { receivers: NamedReceiver[] }
export type TextsPage = { rows: TextRow[]; total: number; replies: number; further: number; isFull: boolean; mayName: boolean }

/** Refusals that no rule knows, most frequent first. Null for whoever does not see the desk. */
export async function getTexts(viewer: Viewer, query: TextsQuery): Promise<TextsPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const [{ rows, total, replies }, further] = await Promise.all([listUnknownTexts(db, query), countFurther(db)])
  return { rows: rows.map((row) => ({ ...row, receivers: row.receivers.map(named) })), total, replies, ...further, mayName: may(viewer, 'name-texts') }
}

export type TextToName = { id: number; form: string; example: string; text: string; receivers: NamedReceiver[] }

/** One text that is to be named, with what of it makes a good rule. */
export async function getTextToName(viewer: Viewer, id: number): Promise<TextToName | null> {
  if (!may(viewer, 'name-texts')) return null
  const text = await findText(webDb(), id)
  return text && { ...text, text: teachableText(text.example), receivers: text.receivers.map(named) }
}

export type RuleRow = {
  id: string; text: string; receiver: NamedReceiver | null; class: RefusalClass; scope: RefusalScope; permanent: boolean | null; note: string
  madeBy: string | null; madeAt: string; hits: number; revoked: { at: string; by: string | null; reason: string } | null; mayRevoke: boolean
}
export type RulesPage = { rows: RuleRow[]; hosts: number; taken: number; behind: { host: string; isSilent: boolean }[] }

/** What was taught, by whom and when, how often it spoke, and which hosts judge by the newest set. */
export async function getRules(viewer: Viewer, query: TextsQuery): Promise<RulesPage | null> {
  if (!may(viewer, 'see-desk')) return null
  const db = webDb()
  const [rules, hosts] = await Promise.all([listRules(db, query.q), listTakenUp(db, 'refusal-rules', '*')])
  const behind = hosts.filter(({ isTaken }) => !isTaken).map(({ host, isSilent }) => ({ host, isSilent }))
  const rows = rules.map(({ madeBy, madeById, madeAt, revokedAt, revokedBy, revokeReason, receiver, ...rule }) => ({
    ...rule,
    class: REFUSAL_CLASSES.find((each) => each === rule.class) ?? 'unknown',
    scope: REFUSAL_SCOPES.find((each) => each === rule.scope) ?? 'unknown',
    receiver: receiver === null ? null : named(receiver),
    madeBy: madeBy?.name ?? null,
    madeAt: madeAt.toISOString(),
    revoked: revokedAt && { at: revokedAt.toISOString(), by: revokedBy?.name ?? null, reason: revokeReason ?? '' },
    mayRevoke: revokedAt === null && may(viewer, madeById === viewer.userId ? 'name-texts' : 'revoke-rules'),
  }))
  return { rows, hosts: hosts.length, taken: hosts.length - behind.length, behind }
}

function named(id: string): NamedReceiver {
  return { id, name: receiverName(id) }
}
