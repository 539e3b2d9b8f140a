/** Where a request is begun, with what is known of it in place. */
export function newRequestHref(of: { list?: string; receiver?: string; targets?: string[]; incident?: number }): string {
  const query = new URLSearchParams()
  if (of.list !== undefined) query.set('list', of.list)
  if (of.receiver !== undefined) query.set('receiver', of.receiver)
  for (const target of of.targets ?? []) query.append('target', target)
  if (of.incident !== undefined) query.set('incident', String(of.incident))
  return `/support/requests/new?${query.toString()}`
}
