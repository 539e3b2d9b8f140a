import { randomUUID } from 'node:crypto'
import { acceptAnswers } from '../../lib/cases/accept-answers.ts'
import { answerQuestions } from '../../lib/cases/answer-questions.ts'
import { askAgain } from '../../lib/cases/ask-again.ts'
import { openPortalLink } from '../../lib/cases/open-portal-link.ts'
import { startGuardedUnlock } from '../../lib/cases/start-guarded-unlock.ts'
import { queuedMessage, taken, watchBegan, watchEnded } from '../../lib/cases/story-for-tests.ts'
import { portalToken } from '../../lib/notices/portal-token.ts'
import type { EventOf } from '../../lib/protocol/events.ts'
import { questionNumber, standingAnswers, type QuestionNumber } from '../../lib/tickets/ticket.ts'
import { hostTells, type FilledDesk, type HostName, type Step } from './filled-desk.ts'

export type Burst = { account: string; host: HostName; at: Date; mails: number; left: number; taken: number; limit?: 'unknown' | 'recipients' | 'undeliverable' }

/** A burst as an agent tells it: the hour's figures, its own lock, the mails it took out of the queue. */
export function burstStep({ account, host, at, mails, left, taken: takenMails, limit = 'unknown' }: Burst): Step {
  const excerpt = `${at.toISOString().slice(0, 19)} ${host} postfix/smtpd[41877]: 4XjW0q3KzLz5: client=mail.${account.split('@')[1] ?? 'local'}[192.0.2.7], sasl_username=${account}`
  const made: EventOf<'lock-made'> = {
    kind: 'lock-made', agentLockId: randomUUID(), account,
    crossing: { limit, value: limit === 'unknown' ? 51 : 301, threshold: limit === 'unknown' ? 50 : 300, windowSeconds: 600 },
    figures: { messages: mails, recipients: mails, temporaryFailures: 40, permanentFailures: 160, unknownRecipients: Math.round(mails * 0.84), networks: 1, undeliverableInQueue: 40, habitRecipients: 4 },
    excerpts: [excerpt], crossedAt: new Date(at.getTime() - 420).toISOString(), inForceAt: at.toISOString(), crossingQueueId: '4XjW0q3KzLz5',
    burstBeganAt: new Date(at.getTime() - 360_000).toISOString(),
  }
  const messages = Array.from({ length: takenMails }, (_, n) => heldMail(account, at, n))
  const chunks = Array.from({ length: Math.ceil(takenMails / 200) }, (_, n) => messages.slice(n * 200, (n + 1) * 200))
  const batchId = randomUUID()
  return {
    at,
    run: (desk) => hostTells(desk, host, at, [
      hourOf(account, at, { messages: mails, recipients: mails, delivered: left, unknownRecipients: Math.round(mails * 0.84) }),
      made, ...chunks.map((chunk, n) => taken(account, batchId, chunk, n === chunks.length - 1)),
    ]),
  }
}

let madeMails = 0
function heldMail(account: string, at: Date, n: number) {
  madeMails += 1
  const receivers = ['gmx.example', 't-online.example', 'outlook.example']
  const id = `4Xk${madeMails.toString(36).padStart(8, '0')}z1`
  return { ...queuedMessage(id, account, n > 0 && n % 50 === 0 ? '4XjW0q3KzLz5' : null), recipients: [`r${n}@${receivers[n % 3]}`], arrivedAt: new Date(at.getTime() - 60_000).toISOString() }
}

const NO_FIGURES = { messages: 0, recipients: 0, delivered: 0, deferred: 0, bounced: 0, unknownRecipients: 0, held: 0, refused: 0 }

/** What an account did in the hour of `at`. */
export function hourOf(account: string, at: Date, figures: Partial<typeof NO_FIGURES>, networks = ['192.0.2.0/24']): EventOf<'activity'> {
  const hour = new Date(Math.floor(at.getTime() / 3_600_000) * 3_600_000).toISOString()
  return { kind: 'activity', account, hour, ...NO_FIGURES, ...figures, networks }
}

type Answers = Partial<Record<QuestionNumber, string>>
/** The customer answers in the portal, let in by the link of his newest notice; one who got none is asked on the phone. */
export function answerStep(account: string, at: Date, answers: Answers): Step {
  return {
    at,
    run: async (desk, now) => {
      const { ticket, customerId } = await openStory(desk.db, account)
      const given = Object.entries(answers).map(([question, text]) => ({ question: questionNumber.parse(Number(question)), text, confirms: question === '3' ? true : null }))
      const notice = await desk.db.notice.findFirst({ where: { ticket: { number: ticket }, state: 'sent' }, orderBy: { createdAt: 'desc' }, select: { id: true } })
      if (!notice || customerId === null) return answerQuestions({ db: desk.db, now, actor: desk.people.support }, { number: ticket, source: 'phone', answers: given })
      const { userId } = await openPortalLink(desk.db, { token: portalToken(desk.secret, notice.id), now })
      return answerQuestions({ db: desk.db, now, actor: { kind: 'customer', userId, customerId } }, { number: ticket, source: 'portal', answers: given })
    },
  }
}

export const FULL_ANSWERS: Answers = {
  1: 'Das Passwort war erraten, ein Fremder hat sich über unseren eigenen Postfix angemeldet.',
  2: 'Neues Passwort mit 20 Zeichen, SMTP von außen nur noch über VPN, fail2ban eingerichtet.',
  3: 'Ja, mailq zeigt: Mail queue is empty.',
}

export function askAgainStep(account: string, at: Date, questions: QuestionNumber[], remark = 'Bitte nur noch dies.'): Step {
  return { at, run: async ({ db, people }, now) => askAgain({ db, now, actor: people.support }, { number: (await openStory(db, account)).ticket, questions, remark }) }
}

export function acceptStep(account: string, at: Date): Step {
  return {
    at,
    run: async ({ db, people }, now) => {
      const { ticket } = await openStory(db, account)
      const answers = standingAnswers(await db.ticketAnswer.findMany({ where: { ticket: { number: ticket } } }))
      const versionOf = (question: QuestionNumber) => answers[question]?.version ?? 0
      await acceptAnswers({ db, now, actor: people.support }, { number: ticket, versions: { 1: versionOf(1), 2: versionOf(2), 3: versionOf(3) }, remark: '' })
    },
  }
}

/** Starts the guarded unlock; the host says at once that it watches. */
export function unlockStep(account: string, host: HostName, at: Date): Step {
  return {
    at,
    run: async (desk, now) => {
      const { lockId } = await openStory(desk.db, account)
      const { guardedUnlockId } = await startGuardedUnlock({ db: desk.db, now, actor: desk.people.support }, { lockId, host, reason: '' })
      await hostTells(desk, host, new Date(now.getTime() + 1000), [watchBegan(guardedUnlockId, account, now)])
    },
  }
}

export function watchEndStep(account: string, host: HostName, at: Date, outcome: 'clean' | 'breach'): Step {
  return {
    at,
    run: async (desk, now) => {
      const { lockId } = await openStory(desk.db, account)
      const watch = await desk.db.guardedUnlock.findFirstOrThrow({ where: { lockId, endedAt: null } })
      const ended = watchEnded(watch.id, account, outcome)
      const messages = Array.from({ length: ended.quarantined }, (_, n) => heldMail(account, now, n))
      const chunks = [messages.slice(0, 200), messages.slice(200)].filter((chunk) => chunk.length > 0)
      const batch = randomUUID()
      await hostTells(desk, host, now, [
        hourOf(account, now, { messages: ended.figures.arrived, recipients: ended.figures.recipients, held: ended.figures.arrived }), ended,
        ...chunks.map((chunk, n) => ({ ...taken(account, batch, chunk, n === chunks.length - 1), cause: 'breach' as const, guardedUnlockId: watch.id })),
      ])
    },
  }
}

/** The open lock of an account, its ticket, its customer. */
export async function openStory(db: FilledDesk['db'], account: string): Promise<{ lockId: string; ticket: number; customerId: number | null }> {
  const lock = await db.relayLock.findFirstOrThrow({ where: { account: { name: account }, closedAt: null }, include: { ticket: true, account: true } })
  return { lockId: lock.id, ticket: lock.ticket?.number ?? 0, customerId: lock.account.customerId }
}
