/** The number in a ticket's address; null for anything that is none. */
export function readTicketNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
