/**
 * The address a request came from, for counting failed sign-ins. A header that anybody can write is only a hint, so
 * nothing but that count may rest on it, and the count per account holds without it.
 */
export function addressOf(headers: Record<string, string | undefined> | undefined): string {
  const hops = (headers?.['x-forwarded-for'] ?? '').split(',')
  return hops.at(-1)?.trim().slice(0, 45) || 'unknown'
}
