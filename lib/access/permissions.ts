import * as z from 'zod'

/** What a person is to the desk; one person may be several. */
export const ROLES = ['support', 'lead', 'manager', 'admin', 'customer'] as const
export const role = z.enum(ROLES)
export type Role = z.infer<typeof role>

type Permission = { roles: readonly Role[]; says: string }

/** Who may do what. Whose thing it is (a customer's own ticket) is checked in the query, not here. */
export const PERMISSIONS = {
  'see-desk': { roles: ['support', 'lead'], says: 'Sees hosts, accounts, locks, tickets and quarantine of all customers.' },
  lock: { roles: ['support', 'lead'], says: 'Locks the relaying of an account.' },
  'assign-account': { roles: ['support', 'lead'], says: 'Says which customer an account of nobody belongs to.' },
  ask: { roles: ['support', 'lead'], says: 'Sends notices and asks for answers that are missing.' },
  'judge-answers': { roles: ['support', 'lead'], says: 'Accepts answers or sends them back, and enters answers given by phone.' },
  unlock: { roles: ['support', 'lead'], says: 'Starts a guarded unlock and locks again during it.' },
  lift: { roles: ['support', 'lead'], says: 'Lifts a lock as a false alarm, and ends one for good.' },
  release: { roles: ['support', 'lead'], says: 'Releases quarantined mail, keeps it longer, takes a release back.' },
  'delete-mail': { roles: ['support', 'lead'], says: 'Deletes up to 1,000 quarantined mails at once.' },
  'delete-many': { roles: ['lead'], says: 'Deletes more than 1,000 quarantined mails at once.' },
  'approve-repeat': { roles: ['lead'], says: 'Is the second person for the unlock of a repeat offender.' },
  'unmask-subjects': { roles: ['lead'], says: 'Reads subjects of held mail, saying why; the customer can see it.' },
  'change-limits': { roles: ['lead', 'admin'], says: 'Changes the limits of one customer.' },
  'probe-hosts': { roles: ['support', 'lead'], says: 'Has a host looked at from outside at once.' },
  'send-round-trips': { roles: ['support', 'lead'], says: 'Has one real mail sent to postmaster@ or abuse@ of a host, to see whether somebody reads it.' },
  'repeat-round-trips': { roles: ['lead'], says: 'Has a second one sent to the same address within a day.' },
  'acknowledge-checks': { roles: ['support', 'lead'], says: 'Says of a failing check of a host that it is known, and takes that back.' },
  'name-texts': { roles: ['support', 'lead'], says: 'Says what a refusal means that no rule knows, and takes back rules of his own.' },
  'revoke-rules': { roles: ['lead'], says: 'Takes back rules that others taught.' },
  'write-requests': { roles: ['support', 'lead'], says: 'Writes delisting requests to lists and receivers and notes what came of them.' },
  'settle-receivers': { roles: ['support', 'lead'], says: 'Accepts what a receiver does as the new normal, and ends its incident by hand.' },
  'change-lists': { roles: ['lead', 'admin'], says: 'Says which blocklists are asked and what a listing weighs.' },
  'see-reports': { roles: ['manager', 'lead'], says: 'Reads reviews of incidents, accounts and addresses pseudonymous.' },
  'see-names-in-reports': { roles: ['lead'], says: 'Reads accounts and customers by name in reviews.' },
  'write-review': { roles: ['manager', 'lead'], says: 'Adds to a review what changed since and what is not known.' },
  configure: { roles: ['admin'], says: 'Sets up hosts, people, roles and default policies; sees no mail data by this right.' },
  'stage-demo': { roles: ['admin'], says: 'Lets a burst happen on the demo platform.' },
  'see-own': { roles: ['customer'], says: 'Sees the state, tickets and quarantined mail of his own accounts.' },
  'answer-own': { roles: ['customer'], says: 'Answers the three questions of his own tickets.' },
} as const satisfies Record<string, Permission>

export type Right = keyof typeof PERMISSIONS

/** The audiences of pages and actions, and the right each asks for. */
export const AUDIENCES = { support: 'see-desk', manager: 'see-reports', admin: 'configure', customer: 'see-own' } as const satisfies Record<string, Right>
export type Audience = keyof typeof AUDIENCES

/** Whether somebody with these roles has the right. */
export function may(who: { roles: readonly Role[] }, right: Right): boolean {
  const allowed: readonly Role[] = PERMISSIONS[right].roles
  return who.roles.some((one) => allowed.includes(one))
}

/** Whether two sights of a person give him the same rights over the same things. */
export function hasSameRights(one: Rights, other: Rights): boolean {
  return one.customerId === other.customerId && [...one.roles].sort().join() === [...other.roles].sort().join()
}
type Rights = { roles: readonly Role[]; customerId: number | null }

/** The first page of somebody with these roles; undefined for somebody without any. */
export function homeOf(roles: readonly Role[]): '/support' | '/reports' | '/admin' | '/portal' | undefined {
  if (may({ roles }, 'see-desk')) return '/support'
  if (may({ roles }, 'see-reports')) return '/reports'
  if (may({ roles }, 'configure')) return '/admin'
  if (may({ roles }, 'see-own')) return '/portal'
  return undefined
}
