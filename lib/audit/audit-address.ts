import * as z from 'zod'

const text = (max: number) => z.string().trim().min(1).max(max).optional().catch(undefined)
const address = z.object({
  who: text(100),
  action: text(100),
  subject: text(200),
  /** Rows below this one. */
  before: z.string().regex(/^\d{1,19}$/).optional().catch(undefined),
})

/** What the audit page shows, as it stands in its address. */
export type AuditAddress = z.infer<typeof address>

/** Reads the address; what makes no sense is left out. */
export function readAuditAddress(params: Record<string, string | string[] | undefined>): AuditAddress {
  return address.parse(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])))
}

/** The address with some of it changed; another filter begins at its first page. */
export function auditHref(from: AuditAddress, change: Partial<AuditAddress> = {}, path = '/admin/audit'): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...from, before: undefined, ...change })) if (value) query.set(name, value)
  return query.size === 0 ? path : `${path}?${query}`
}

/** Actions that are about the set-up: an admin sees all of them. The others tell of mail, and are shown without it. */
export function isAboutSetUp(action: string): boolean {
  return ['host:', 'user:', 'policy:', 'desk:'].some((prefix) => action.startsWith(prefix))
}

/** Hides the local parts of addresses in a text, for those who do not see customers' mail. */
export function hideAddresses(text: string): string {
  return text.replace(/[^\s<>,;:"'()]+@(?=[^\s<>,;:"'()])/g, '…@')
}
