import { ANSWERED, BAKER, PLUMBER } from './fill-desk.ts'
import type { PageCase, Walker } from './page-cases.ts'
import { saying, traceDone } from './page-steps.ts'

const portal = (file: string, who: Walker, path: PageCase['path'], heading: PageCase['heading'], rest: Partial<PageCase> = {}): PageCase => ({ file: `(signed-in)/portal/${file}`, who, path, heading, ...rest })
const ticket = (who: Walker, account: string, rest: Partial<PageCase> = {}) => portal('tickets/[number]/page.tsx', who, ({ ticketOf }) => `/portal/tickets/${ticketOf(account)}`, () => /./, rest)

/** The plumber has not answered; the bakery is watched and has answered twice; the lawyer is clean. */
export const CUSTOMER_CASES: PageCase[] = [
  portal('page.tsx', 'plumber', '/portal', () => /info@sanitaer-beispiel\.example/),
  ticket('plumber', PLUMBER),
  ticket('plumber', PLUMBER, {
    open: async (page) => {
      for (const help of await page.locator('main details > summary').all()) await help.click()
    },
  }),
  portal('mail/page.tsx', 'plumber', '/portal/mail', (m) => m.portal.mail.title),
  portal('access/page.tsx', 'plumber', '/portal/access', (m) => m.portal.access.title),
  portal('trace/page.tsx', 'plumber', '/portal/trace', (m) => m.portal.trace.title),
  portal('trace/page.tsx', 'plumber', '/portal/trace?q=anna@example.org', (m) => m.portal.trace.title, { open: traceDone }),
  portal('trace/page.tsx', 'plumber', '/portal/trace?q=anna%20bert', (m) => m.portal.trace.title),
  portal('not-found.tsx', 'plumber', '/portal/tickets/999999', (m) => m.frame.notFound.title, { status: 404 }),
  portal('page.tsx', 'bakery', '/portal', (m) => saying(m.portal.status.several)),
  portal('access/page.tsx', 'bakery', '/portal/access', (m) => m.portal.access.title),
  ticket('bakery', BAKER),
  ticket('bakery', ANSWERED),
  portal('page.tsx', 'lawyer', '/portal', (m) => m.portal.status.allOpen),
  portal('mail/page.tsx', 'lawyer', '/portal/mail', (m) => m.portal.mail.title),
]

export const VISITOR_CASES: PageCase[] = [
  { file: '(signed-out)/login/page.tsx', who: 'visitor', path: '/login', heading: (m) => m.access.signIn.title },
  { file: '(signed-out)/login/page.tsx', who: 'visitor', path: '/login?error=link', heading: (m) => m.access.signIn.title },
  { file: '(signed-out)/portal/link/[token]/page.tsx', who: 'visitor', path: ({ linkToken }) => `/portal/link/${linkToken}`, heading: (m) => saying(m.access.link.title) },
  { file: 'not-found.tsx', who: 'visitor', path: '/nothing-like-this', heading: (m) => m.frame.notFound.title, status: 404 },
]
