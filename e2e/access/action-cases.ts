import { DEFAULT_DESK } from '../../lib/notices/desk.ts'
import { DEFAULT_POLICY } from '../../lib/policies/policy.ts'
import { standingAnswers } from '../../lib/tickets/ticket.ts'
import type { Db } from '../../lib/db.ts'
import type { PersonName } from '../pages/filled-desk.ts'
import type { CustomerWithThings } from './two-customers.ts'

/** What a call of an action that names something of a customer is made with, read when it is called. */
export type ActionCase = {
  /** Who may: a person of the staff, or the customer himself. */
  by: PersonName | 'himself'
  input: (of: CustomerWithThings, db: Db) => unknown
  /** It reads: it changes nothing, and the rightful caller is told a word of the customer's. */
  reads?: true
  /** Why it cannot be done here even by whoever may: the words that he is told. */
  cannot?: RegExp
}

const reason = 'agreed by phone'
const one = (of: CustomerWithThings, n: number) => ({ selection: { ids: of.messageIds.slice(n, n + 1) }, expected: 1, reason })
const other = (of: CustomerWithThings, n: number) => of.others[n]?.lockId

/** Every action but those of visitors, in an order in which one customer can live through all of them. */
export const ACTION_CASES: Record<string, ActionCase> = {
  'support#search': { by: 'support', reads: true, input: (of) => of.account },
  'support#snooze': { by: 'support', input: (of) => ({ rowKey: `relay-abuse:${of.lockId}:1`, minutes: 60 }) },
  'support#unsnooze': { by: 'support', input: (of) => ({ rowKey: `relay-abuse:${of.lockId}:1` }) },

  'support/accounts#findCustomers': { by: 'support', reads: true, input: (of) => of.number },
  'support/accounts#assignNow': { by: 'support', input: (of) => ({ account: 'new@of-nobody.example', customerNumber: of.number }) },
  'support/accounts#lockThis': { by: 'support', input: (of) => ({ account: of.free[0], reason }) },
  'support/locks#lockNow': { by: 'support', input: (of) => ({ account: of.free[1], reason }) },
  'support/customers/[number]/limits#saveLimits': { by: 'lead', input: (of) => ({ customerNumber: of.number, limits: { ...DEFAULT_POLICY.limits, recipientsMax: 777 }, reason }) },

  'support/deliverability/texts#preview': { by: 'support', cannot: /says too little/, input: () => ({ text: '550 *', receiver: null, class: 'policy' }) },
  'support/deliverability/texts#nameThis': { by: 'support', input: () => ({ text: 'our stars do not agree', receiver: null, class: 'policy', scope: 'receiver', permanent: true, note: '' }) },
  'support/deliverability/texts#revoke': { by: 'support', input: async (_of, db) => ({ id: (await db.taughtRule.findFirst({ where: { text: 'our stars do not agree' } }))?.id, reason }) },

  'support/domains#checkNow': { by: 'support', input: (of) => ({ domain: of.account.slice(of.account.indexOf('@') + 1) }) },
  // Nobody has looked at the domains of this desk.
  'support/domains#acknowledgeHarm': { by: 'support', cannot: /does not exist/, input: () => ({ domain: 'provider.example', check: 'spf', reason, days: 30 }) },
  'support/domains#harmWorkAgain': { by: 'support', cannot: /does not exist/, input: () => ({ domain: 'provider.example', check: 'spf' }) },

  'support/blocklists#checkNow': { by: 'support', input: () => ({ target: null }) },

  // Nobody takes answers in on this desk.
  'support/hosts/[name]#sendRoundTripNow': { by: 'support', cannot: /takes answers in|others by now/, input: () => ({ host: 'mx01', mailbox: 'postmaster', recipient: 'postmaster@provider.example', answerDomain: 'answers.provider.example' }) },

  'support/probes#probeNow': { by: 'support', input: () => ({ host: 'mx01' }) },
  // Nobody has looked at the hosts of this desk, so nothing fails that could be acknowledged.
  'support/probes#acknowledge': { by: 'support', cannot: /does not exist/, input: () => ({ host: 'mx01', check: 'greeting', reason, days: 30 }) },
  'support/probes#workAgain': { by: 'support', cannot: /does not exist/, input: () => ({ host: 'mx01', check: 'greeting' }) },

  'support/quarantine#previewSelection': { by: 'support', reads: true, input: (of) => ({ selection: { ids: of.messageIds } }) },
  'support/quarantine#readHeaders': { by: 'support', cannot: /host cannot be reached/, input: (of) => ({ ids: of.messageIds, withSubjects: false, reason }) },
  'support/quarantine#keepMails': { by: 'support', input: (of) => ({ selection: { ids: of.messageIds }, until: null, reason }) },
  'support/quarantine#releaseMails': { by: 'support', input: (of) => one(of, 0) },
  'support/quarantine#takeBack': { by: 'support', input: async (of, db) => ({ actId: await latestAct(db, of) }) },
  'support/quarantine#deleteMails': { by: 'support', input: (of) => one(of, 1) },

  'support/tickets/[number]#takeOver': { by: 'support', input: (of) => ({ number: of.ticket, takes: true }) },
  'support/tickets/[number]#keepNote': { by: 'support', input: (of) => ({ number: of.ticket, text: 'a remark of ours' }) },
  'support/tickets/[number]#readNotice': { by: 'support', reads: true, input: (of) => ({ ticketId: of.ticketId, kind: 'three-questions', questions: [1, 2, 3] }) },
  'support/tickets/[number]#sendThreeQuestions': { by: 'support', input: (of) => ({ number: of.ticket }) },
  'support/tickets/[number]#keepPhoneAnswers': { by: 'support', input: (of) => ({ number: of.ticket, source: 'phone', answers: [{ question: 1, text: 'not sure', confirms: null }, { question: 2, text: 'new password', confirms: null }] }) },
  'support/tickets/[number]#countsAsAnswer': { by: 'support', input: async (of, db) => ({ number: of.ticket, question: 1, version: (await versions(db, of))[1], remark: '' }) },
  'support/tickets/[number]#askOnceMore': { by: 'support', input: (of) => ({ number: of.ticket, questions: [3], remark: '' }) },
  'portal/tickets/[number]#saveDrafts': { by: 'himself', input: (of) => ({ number: of.ticket, confirms3: 'yes', text3: 'mailq' }) },
  'portal/tickets/[number]#sendAnswers': { by: 'himself', input: (of) => ({ number: of.ticket, confirms3: 'yes', text3: 'mailq is empty' }) },
  'support/tickets/[number]#acceptAll': { by: 'support', input: async (of, db) => ({ number: of.ticket, versions: await versions(db, of), remark: '' }) },
  'support/tickets/[number]#approve': { by: 'lead', input: (of) => ({ lockId: of.lockId, reason }) },
  'support/tickets/[number]#unlockGuarded': { by: 'support', input: (of) => ({ lockId: of.lockId, host: 'mx01', reason }) },
  // This desk's hosts have no agent, so nothing has arrived that could be held.
  'support/tickets/[number]#readHeldSubjects': { by: 'lead', cannot: /does not exist/, input: async (of, db) => ({ guardedUnlockId: await latestWatch(db, of), reason }) },
  'support/tickets/[number]#lockAgain': { by: 'support', input: (of) => ({ lockId: of.lockId, reason }) },
  'support/tickets/[number]#lift': { by: 'support', input: (of) => ({ lockId: other(of, 0), reason, quarantined: 'keep', limits: null }) },
  'support/tickets/[number]#giveNotice': { by: 'support', input: (of) => ({ lockId: other(of, 1), reason }) },

  'support/requests#draft': { by: 'support', input: () => ({ addressee: 'list', addresseeId: 'spamcop', targets: ['198.51.100.13'], way: 'form', language: 'en' }) },
  'support/requests#writeField': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), field: 'contactName', value: 'M. Kolb' }) },
  'support/requests#writeAnew': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), language: 'de' }) },
  'support/requests#markAsSent': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), ticketNumber: 'SR-1', answerDueAt: inDays(2) }) },
  'support/requests#keepAnswer': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), text: 'we look into it' }) },
  'support/requests#putOff': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), answerDueAt: inDays(5), reason }) },
  'support/requests#keepRequestNote': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), text: 'a remark of ours' }) },
  'support/requests#settle': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), outcome: 'granted', text: 'delisted' }) },
  'support/requests#takeBack': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), reason }) },
  'support/requests#withdraw': { by: 'support', input: async (_of, db) => ({ number: await latestRequest(db), reason }) },
  'support/incidents/[number]#acceptNormal': { by: 'support', cannot: /does not exist/, input: () => ({ number: 99_999, hosts: ['mx01'], reason }) },
  'support/incidents/[number]#endBlock': { by: 'support', cannot: /does not exist/, input: () => ({ number: 99_999, reason }) },

  'reports/incidents/[number]#saveReview': { by: 'manager', input: (of) => ({ number: of.incident, review: { summary: 'a guessed password', changedSince: [], notKnown: '' } }) },

  'admin#letBurstHappen': { by: 'admin', cannot: /demo does not run/, input: () => ({}) },
  'admin/users#addPerson': { by: 'admin', input: (of) => ({ email: 'third@somewhere.example', name: 'A third', roles: ['customer'], customerNumber: of.number }) },
  'admin/users#saveRoles': { by: 'admin', input: (of) => ({ userId: of.second, roles: ['customer', 'support'] }) },
  'admin/users#endAllSessions': { by: 'admin', input: (of) => ({ userId: of.second }) },
  'admin/users#makeNewPassword': { by: 'admin', input: (of) => ({ userId: of.second }) },
  'admin/users#shutOut': { by: 'admin', input: (of) => ({ userId: of.second }) },
  'admin/users#letIn': { by: 'admin', input: (of) => ({ userId: of.second }) },
  'admin/hosts#addNewHost': { by: 'admin', input: () => ({ name: 'mx77', kind: 'postfix', agentUrl: 'https://127.0.0.1:1' }) },
  'admin/hosts#joinNewHost': { by: 'admin', cannot: /did not answer/, input: () => ({ name: 'mx77' }) },
  'admin/hosts#takeOutOfService': { by: 'admin', input: () => ({ name: 'mx77' }) },
  'admin/lists#saveSetting': { by: 'admin', input: () => ({ list: 'zapbl', isAsked: false, trust: null, reason }) },
  'admin/lists#saveKey': { by: 'admin', input: () => ({ name: 'abusix', key: 'a-key-of-this-test', reason }) },
  'admin/lists#saveAsking': { by: 'admin', input: () => ({ desk: { resolvers: [], intervalMinutes: 60 }, reason }) },
  'admin/notices#saveProvider': { by: 'admin', input: () => ({ desk: { ...DEFAULT_DESK, providerName: 'Other Hosting' }, reason }) },
  'admin/probes#saveProbingNow': { by: 'admin', input: () => ({ probing: { everyMinutes: 30, answers: null }, reason }) },
  'admin/probes#saveHostProbingNow': { by: 'admin', input: () => ({ host: 'mx01', places: ['192.0.2.1:2525=25'], isProbed: true, looksAtOthers: false, reason }) },
  'admin/sending#saveSendingNow': { by: 'admin', input: () => ({ sending: { ownDomains: ['provider.example'], includeDomain: null, dkimSelectors: [] }, reason }) },
  'admin/policies#saveDeskPolicy': { by: 'admin', input: () => ({ of: 'desk', policy: { ...DEFAULT_POLICY, remindAfterHours: 48 }, reason }) },
}

/** Actions that anybody may call: they act on the caller alone, whomever the call names. */
export const VISITOR_CASES: Record<string, (of: CustomerWithThings) => { own: Record<string, string>; foreign: unknown }> = {
  '/#setLanguage': ({ userId }) => ({ own: { language: 'en' }, foreign: { language: 'de', userId } }),
  '/#setTheme': ({ userId }) => ({ own: { theme: 'dark' }, foreign: { theme: 'light', userId } }),
}

async function latestAct(db: Db, of: CustomerWithThings): Promise<string | null> {
  const message = await db.quarantinedMessage.findFirst({ where: { account: { customerId: of.customerId }, orderId: { not: null } }, select: { orderId: true } })
  const order = message?.orderId ? await db.order.findUnique({ where: { id: message.orderId }, select: { actId: true } }) : null
  return order?.actId ?? null
}

async function versions(db: Db, { ticketId }: CustomerWithThings): Promise<Record<1 | 2 | 3, number>> {
  const standing = standingAnswers(await db.ticketAnswer.findMany({ where: { ticketId } }))
  return { 1: standing[1]?.version ?? 0, 2: standing[2]?.version ?? 0, 3: standing[3]?.version ?? 0 }
}

async function latestWatch(db: Db, of: CustomerWithThings): Promise<string | undefined> {
  return (await db.guardedUnlock.findFirst({ where: { lockId: of.lockId }, orderBy: { startedAt: 'desc' }, select: { id: true } }))?.id
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString()
}

/** Requests belong to no customer: the one that was drafted last. */
async function latestRequest(db: Db): Promise<number> {
  const request = await db.delistingRequest.findFirst({ orderBy: { number: 'desc' }, select: { number: true } })
  return request?.number ?? 1
}
