import { ANSWERED, BAKER, HALF_ANSWERED, PLUMBER, STRANGER, UNLOCKABLE } from './fill-desk.ts'
import type { PageCase } from './page-cases.ts'
import { openBy, openFromMenu, saying } from './page-steps.ts'

const ticket = (account: string, open?: PageCase['open']): PageCase => ({
  file: '(signed-in)/support/tickets/[number]/page.tsx',
  who: 'lead',
  path: ({ ticketOf }) => `/support/tickets/${ticketOf(account)}`,
  heading: () => new RegExp(account.replaceAll('.', '\\.')),
  open,
})

const list = (query: string): PageCase => ({ file: '(signed-in)/support/tickets/page.tsx', who: 'lead', path: `/support/tickets${query}`, heading: (m) => m.tickets.title })

/** A ticket in each of its states, and every dialog that leads on from one. */
export const TICKET_CASES: PageCase[] = [
  list(''),
  list('?waits=closed'),
  list('?q=nothing-like-this'),
  ticket(BAKER),
  ticket(BAKER, (page) => openBy(page, /^(Lock again now|Jetzt wieder sperren)/)),
  ticket(STRANGER),
  ticket(PLUMBER),
  ticket(PLUMBER, (page, m) => openBy(page, m.tickets.more)),
  ...(['note', 'phone', 'ask', 'lift', 'end'] as const).map((item) => ticket(PLUMBER, (page, m) => openFromMenu(page, m.tickets.more, m.tickets.menu[item]))),
  ticket(HALF_ANSWERED, (page) => openBy(page, /^(Ask again for question|Fragen? .* nachfragen)/)),
  ticket(ANSWERED, (page, m) => openBy(page, m.tickets.act.accept)),
  ticket(UNLOCKABLE, (page, m) => openBy(page, saying(m.tickets.act.unlock))),
]
