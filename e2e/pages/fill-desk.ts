import { endLock } from '../../lib/cases/end-lock.ts'
import { liftLock } from '../../lib/cases/lift-lock.ts'
import { markSilentHosts } from '../../lib/cases/mark-silent-hosts.ts'
import { queuedMessage } from '../../lib/cases/story-for-tests.ts'
import type { Db } from '../../lib/db.ts'
import { setJoined } from '../../lib/hosts/host-identity-records.ts'
import { reviewIncident } from '../../lib/incidents/review-incident.ts'
import type { EventBody } from '../../lib/protocol/events.ts'
import { addNote } from '../../lib/tickets/add-note.ts'
import { acceptStep, answerStep, askAgainStep, burstStep, FULL_ANSWERS, hourOf, openStory, unlockStep, watchEndStep, type Burst } from './burst-steps.ts'
import { tellDomains } from './tell-domains.ts'
import { tellLists } from './tell-lists.ts'
import { tellProbes } from './tell-probes.ts'
import { tellReceivers } from './tell-receivers.ts'
import { tellRoundTrips } from './tell-round-trips.ts'
import { tellRequests } from './tell-requests.ts'
import { hostTells, liveThrough, openFilledDesk, type FilledDesk, type HostName, type Step } from './filled-desk.ts'

export const BAKER = 'kontakt@baeckerei-muster.example'
export const PLUMBER = 'info@sanitaer-beispiel.example'
export const STRANGER = 'scan@praxis-fremd.example'
export const CLUB = 'newsletter@tsv-beispiel.example'
const AGENCY = 'uid:agentur-nord@web7'
const PRINTS = 'orders@harbour-prints.example'
export const LAW_FIRM = 'buero@kanzlei-probe.example'
const ORDERS = 'bestellung@baeckerei-muster.example'
/** Three whose tickets stand each at another step. */
export const UNLOCKABLE = 'halle@tsv-beispiel.example'
export const HALF_ANSWERED = 'hello@harbour-prints.example'
export const ANSWERED = ORDERS

const MINUTE = 60_000
const DAY = 1440

/**
 * A desk with three months behind it, all of it made by the operations and cases that make it in life: bursts of
 * before, one that relapsed and is watched right now, one of nobody known, one that waits for its customer, a false
 * alarm, a notice of termination, a host that fell silent.
 */
export async function fillDesk(db: Db, secret: string, now: Date): Promise<FilledDesk> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE)
  const desk = await openFilledDesk(db, secret, ago(95 * DAY))
  try {
    await tellHours(desk, now)
    await liveThrough(desk, [...formerBursts(ago), ...bakersBurst(ago), ...othersNow(ago), silentHost(ago), ...freshTickets(ago)])
    await tellQueues(desk, ago)
    await tellReceivers(desk, ago)
    await tellRequests(desk, ago)
    await tellDomains(desk, ago)
    await tellProbes(desk, ago)
    await tellRoundTrips(desk, ago)
    await tellLists(desk, ago)
    await review(desk, ago(12 * DAY))
    return desk
  } finally {
    await desk.stop()
  }
}

type Ago = (minutes: number) => Date

/** A burst that ended well: asked, answered after so many minutes, opened after a clean watch. */
function wholeStory(burst: Burst, ago: Ago, began: number, answeredAfter: number): Step[] {
  const { account, host } = burst
  const at = (after: number) => ago(began - after)
  return [
    burstStep(burst), answerStep(account, at(answeredAfter), FULL_ANSWERS), acceptStep(account, at(answeredAfter + 22)),
    unlockStep(account, host, at(answeredAfter + 30)), watchEndStep(account, host, at(answeredAfter + 40), 'clean'),
  ]
}

function formerBursts(ago: Ago): Step[] {
  const burst = (account: string, host: HostName, began: number, mails: number): Burst => ({ account, host, at: ago(began), mails, left: Math.round(mails / 9), taken: Math.round(mails / 6) })
  const plans: [string, HostName, number, number, number][] = [
    [PRINTS, 'mx01', 74 * DAY, 640, 190], [LAW_FIRM, 'mx02', 61 * DAY, 420, 75], [AGENCY, 'web7', 48 * DAY, 3480, 410],
    [ORDERS, 'mx02', 33 * DAY, 905, 260], [PRINTS, 'mx01', 16 * DAY, 310, 95],
  ]
  const whole = plans.flatMap(([account, host, began, mails, answered]) => (account === PRINTS && began < 20 * DAY ? [] : wholeStory(burst(account, host, began, mails), ago, began, answered)))
  return [
    ...whole,
    burstStep({ ...burst(CLUB, 'mx01', 26 * DAY, 2310), limit: 'recipients' }),
    { at: ago(26 * DAY - 18), run: async ({ db, people }, now) => liftLock({ db, now, actor: people.lead }, { lockId: (await openStory(db, CLUB)).lockId, reason: 'the monthly newsletter', quarantined: 'keep', limits: null }) },
    burstStep(burst(PRINTS, 'mx01', 16 * DAY, 310)),
    answerStep(PRINTS, ago(16 * DAY - 300), { 1: 'no idea', 2: 'I installed a spam filter on my PC', 3: 'yes, my outbox is empty' }),
    askAgainStep(PRINTS, ago(16 * DAY - 330), [2, 3]),
    { at: ago(14 * DAY), run: async ({ db, people }, now) => endLock({ db, now, actor: people.lead }, { lockId: (await openStory(db, PRINTS)).lockId, reason: 'bought lists, twice' }) },
  ]
}

/** Yesterday's burst: incomplete answers, a relapse this morning, and a guarded unlock that runs right now. */
function bakersBurst(ago: Ago): Step[] {
  return [
    burstStep({ account: BAKER, host: 'mx02', at: ago(DAY + 26), mails: 1312, left: 163, taken: 1149 }),
    answerStep(BAKER, ago(DAY - 9), { 1: FULL_ANSWERS[1] ?? '', 2: 'Ich habe auf meinem PC einen Spamfilter installiert.' }),
    askAgainStep(BAKER, ago(DAY - 31), [2, 3]),
    answerStep(BAKER, ago(283), { 2: FULL_ANSWERS[2] ?? '', 3: 'Ja, da ist alles leer.' }),
    acceptStep(BAKER, ago(269)),
    unlockStep(BAKER, 'mx02', ago(266)),
    watchEndStep(BAKER, 'mx02', ago(265), 'breach'),
    { at: ago(262), run: async ({ db, people }, now) => addNote({ db, now, actor: people.support }, { number: (await openStory(db, BAKER)).ticket, text: 'Looked at the queue with him on the phone: 3,000 mails in it.' }) },
    answerStep(BAKER, ago(39), { 3: 'Ja. mailq zeigt: Mail queue is empty.' }),
    acceptStep(BAKER, ago(11)),
    unlockStep(BAKER, 'mx02', ago(4)),
    { at: ago(1), run: (desk, now) => watchGoesOn(desk, now, 7) },
  ]
}

async function watchGoesOn(desk: FilledDesk, now: Date, mails: number): Promise<void> {
  const { lockId } = await openStory(desk.db, BAKER)
  const watch = await desk.db.guardedUnlock.findFirstOrThrow({ where: { lockId, endedAt: null } })
  const held = Array.from({ length: mails }, (_, n) => queuedMessage(`4XkQ${n}aaaaaaz1`, BAKER))
  await hostTells(desk, 'mx02', now, [{
    kind: 'watch-progress', guardedUnlockId: watch.id, account: BAKER, held,
    figures: { arrived: mails, recipients: 6, unknownRecipients: 0, perTenSeconds: [0, 1, 0, 2, 0, 1, 1, 0, 1, 0, 1] },
  }])
}

function othersNow(ago: Ago): Step[] {
  return [
    burstStep({ account: PLUMBER, host: 'mx01', at: ago(640), mails: 860, left: 71, taken: 640 }),
    burstStep({ account: STRANGER, host: 'mx01', at: ago(131), mails: 377, left: 22, taken: 301, limit: 'undeliverable' }),
  ]
}

/** Three small bursts of the last minutes: one answered in part, one in full, one accepted. */
function freshTickets(ago: Ago): Step[] {
  const burst = (account: string, host: HostName, began: number) => burstStep({ account, host, at: ago(began), mails: 120, left: 9, taken: 60 })
  return [
    burst(UNLOCKABLE, 'mx01', 8), answerStep(UNLOCKABLE, ago(7), FULL_ANSWERS), acceptStep(UNLOCKABLE, ago(6)),
    burst(HALF_ANSWERED, 'mx01', 7.5), answerStep(HALF_ANSWERED, ago(5), { 1: 'A stolen password.', 2: 'We changed it, and switched remote logins off.' }),
    burst(ANSWERED, 'mx02', 6.5), answerStep(ANSWERED, ago(4), FULL_ANSWERS),
  ]
}

/** mx31 was heard once more a while ago, and found silent. */
function silentHost(ago: Ago): Step {
  return {
    at: ago(9),
    run: async (desk, now) => {
      const joinedAt = new Date(now.getTime() - 5 * MINUTE)
      await desk.db.$transaction((tx) => setJoined(tx, desk.hosts.mx31, { serial: '01', endsAt: new Date(now.getTime() + DAY * MINUTE), keyPin: 'pin', now: joinedAt }))
      await hostTells(desk, 'mx31', joinedAt, [{ kind: 'queue', queue: { total: 4, active: 0, deferred: 4, held: 0, quarantined: 0, oldestAt: null, accounts: [] } }])
      await markSilentHosts({ db: desk.db, now, actor: { kind: 'worker' } })
    },
  }
}

/** Four weeks of ordinary days: shops and offices write by day, a newsletter goes out once a week. */
async function tellHours(desk: FilledDesk, now: Date): Promise<void> {
  const busy: [string, HostName, number][] = [
    [BAKER, 'mx02', 5], [ORDERS, 'mx02', 9], [PLUMBER, 'mx01', 7], [STRANGER, 'mx01', 3], [LAW_FIRM, 'mx02', 12], [LAW_FIRM, 'mx01', 3],
    [CLUB, 'mx01', 2], ['halle@tsv-beispiel.example', 'mx01', 1], ['team@agentur-nord.example', 'mx02', 8], [AGENCY, 'web7', 4],
    ['kasse@laden-ohne-kunde.example', 'mx01', 6],
  ]
  for (const host of ['mx01', 'mx02', 'web7'] as const) {
    const events = busy.filter(([, at]) => at === host).flatMap(([account, , base], index) => hoursOf(account, base, index, now))
    await hostTells(desk, host, now, events)
  }
}

function hoursOf(account: string, base: number, seed: number, now: Date): EventBody[] {
  return Array.from({ length: 28 * 24 }, (_, ago) => new Date(now.getTime() - ago * 60 * MINUTE)).flatMap((at) => {
    const [hour, day] = [at.getUTCHours(), at.getUTCDay()]
    const isOpen = hour >= 6 && hour < 18 && day !== 0
    const messages = isOpen ? Math.max(0, Math.round(base * (0.3 + Math.abs(Math.sin(hour * 1.7 + day * 2.3 + seed)) * 0.7))) : 0
    if (messages === 0) return []
    return [hourOf(account, at, { messages, recipients: messages, delivered: messages }, [`198.51.${100 + seed}.0/24`])]
  })
}

async function tellQueues(desk: FilledDesk, ago: Ago): Promise<void> {
  const queue = { total: 41, active: 3, deferred: 24, held: 7, quarantined: 1363, oldestAt: ago(400).toISOString(), accounts: [{ account: BAKER, messages: 7, undeliverable: 0 }, { account: LAW_FIRM, messages: 2, undeliverable: 1 }] }
  await hostTells(desk, 'mx02', ago(0.2), [{ kind: 'queue', queue }, hourOf(BAKER, ago(0.2), { messages: 7, held: 7, refused: 12 })])
  await hostTells(desk, 'mx01', ago(0.2), [{ kind: 'queue', queue: { ...queue, total: 12, held: 0, accounts: [] } }, hourOf(BAKER, ago(0.2), { refused: 4 }), hourOf(PLUMBER, ago(0.2), { refused: 88 })])
  await hostTells(desk, 'web7', ago(0.2), [{ kind: 'queue', queue: { ...queue, total: 2, held: 0, accounts: [] } }])
}

async function review({ db, people }: FilledDesk, now: Date): Promise<void> {
  const incident = await db.incident.findFirstOrThrow({ where: { kind: 'relay-abuse', state: 'over' }, orderBy: { openedAt: 'desc' } })
  await reviewIncident({ db, now, actor: people.manager }, {
    number: incident.number,
    review: {
      summary: 'The customer bought address lists for the second time. He was given notice.',
      changedSince: [
        { text: 'New contracts name bought lists as a reason for notice', isDone: true, due: null },
        { text: 'Second lock within a year is shown to the lead at once', isDone: false, due: '2026-12-15' },
      ],
      notKnown: 'Where the lists came from.',
    },
  })
}
