import { policy, type Policy } from './policy.ts'

export type FieldUnit = 'seconds' | 'mails' | 'recipients' | 'times' | 'percent' | 'networks' | 'hours' | 'days' | 'perMinute'
export type PolicyField = { path: string; unit: FieldUnit; /** An empty field switches this limit off. */ canBeOff?: boolean }
export type PolicySection = { key: 'limits' | 'guardedUnlock' | 'tight' | 'notices' | 'quarantine'; fields: readonly PolicyField[] }

const limitFields = (at: string): PolicyField[] => [
  { path: `${at}.windowSeconds`, unit: 'seconds' },
  { path: `${at}.undeliverableMax`, unit: 'mails', canBeOff: true },
  { path: `${at}.recipientsMax`, unit: 'recipients', canBeOff: true },
  { path: `${at}.habitFactor`, unit: 'times' },
  { path: `${at}.unknownMax`, unit: 'recipients', canBeOff: true },
  { path: `${at}.unknownShareMin`, unit: 'percent' },
  { path: `${at}.networksMax`, unit: 'networks', canBeOff: true },
  { path: `${at}.messagesMax`, unit: 'mails', canBeOff: true },
]

/** Every number of the policy, in the order of the page. */
export const POLICY_SECTIONS: readonly PolicySection[] = [
  { key: 'limits', fields: limitFields('limits') },
  {
    key: 'guardedUnlock',
    fields: [
      { path: 'guardedUnlock.watchSeconds', unit: 'seconds' },
      { path: 'guardedUnlock.mailsMax', unit: 'mails' },
      { path: 'guardedUnlock.recipientsMax', unit: 'recipients' },
      { path: 'guardedUnlock.unknownMax', unit: 'recipients' },
      { path: 'guardedUnlock.tightForSeconds', unit: 'seconds' },
    ],
  },
  { key: 'tight', fields: limitFields('guardedUnlock.tightLimits') },
  { key: 'notices', fields: [{ path: 'remindAfterHours', unit: 'hours' }] },
  {
    key: 'quarantine',
    fields: [
      { path: 'quarantine.deleteAfterDays', unit: 'days' },
      { path: 'quarantine.announceDaysBefore', unit: 'days' },
      { path: 'quarantine.releasePerMinute', unit: 'perMinute' },
      { path: 'quarantine.undoSeconds', unit: 'seconds' },
    ],
  },
]

/** The policy's numbers as a form shows them: by path, shares in per cent, empty for a limit that is off. */
export function fieldValues(from: Policy): Record<string, string> {
  return Object.fromEntries(allFields().map((field) => [field.path, shown(valueAt(from, field.path), field)]))
}

/**
 * The policy with the form's numbers in it, not yet checked: what is no number becomes NaN, which no policy takes, and
 * is then complained of under its path.
 */
export function withFieldValues(from: Policy, values: Record<string, string>): Policy {
  const next = structuredClone(from)
  for (const field of allFields()) putAt(next, field.path, meant(values[field.path] ?? '', field))
  return next
}

/** Complaints of a policy by path; empty when it is in order. */
export function policyComplaints(of: Policy): string[] {
  const parsed = policy.safeParse(of)
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

function allFields(): PolicyField[] {
  return POLICY_SECTIONS.flatMap(({ fields }) => fields)
}

function shown(value: unknown, { unit }: PolicyField): string {
  if (typeof value !== 'number') return ''
  return String(unit === 'percent' ? Math.round(value * 1000) / 10 : value)
}

function meant(text: string, { unit, canBeOff }: PolicyField): number | null {
  if (text.trim() === '') return canBeOff ? null : Number.NaN
  const number = Number(text.replace(',', '.'))
  return unit === 'percent' ? number / 100 : number
}

type Tree = { [name: string]: unknown }

function valueAt(tree: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Tree | undefined)?.[name], tree)
}

function putAt(tree: object, path: string, value: number | null): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const parent = names.length === 0 ? tree : valueAt(tree, names.join('.'))
  ;(parent as Tree)[last] = value
}
