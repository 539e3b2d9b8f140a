/** The `before` of a story's page as it stands in the address: a row's number of at most 18 digits, else the newest page. */
export function readBefore(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && /^\d{1,18}$/.test(value) ? value : null
}
