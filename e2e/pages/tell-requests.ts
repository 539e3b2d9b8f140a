import type { Doing } from '../../lib/audit/doing.ts'
import { askRequest } from '../../lib/cases/ask-request.ts'
import { draftRequest } from '../../lib/cases/draft-request.ts'
import { addRequestNote } from '../../lib/delisting-requests/add-request-note.ts'
import { noteAnswer } from '../../lib/delisting-requests/note-answer.ts'
import { remindRequest } from '../../lib/delisting-requests/remind-request.ts'
import { settleRequest } from '../../lib/delisting-requests/settle-request.ts'
import type { FilledDesk } from './filled-desk.ts'

const DAY = 1440
const HOUR = 60
const WORD = 'The customer has mended it by phone.'

/** The requests of the filled desk by their numbers: each stands at another step. */
export const REQUESTS = { granted: 1, overdue: 2, answered: 3, draft: 4 } as const

/** Four requests: an old one that was granted, one whose answer is overdue, one that was answered with nothing, a draft. */
export async function tellRequests({ db, people }: FilledDesk, ago: (minutes: number) => Date): Promise<void> {
  const by = (minutes: number): Doing => ({ db, now: ago(minutes), actor: people.support })
  const due = (minutes: number) => ago(minutes).toISOString()
  const microsoft = { addressee: 'receiver', addresseeId: 'microsoft-consumer', targets: ['mx02'], way: 'form', language: 'en' } as const
  const spamcop = { addressee: 'list', addresseeId: 'spamcop', targets: ['198.51.100.13', '198.51.100.14'], way: 'self-service', language: 'en' } as const
  const ask = async (input: Parameters<typeof draftRequest>[1], began: number, ticketNumber: string, dueAt: number) => {
    const { number } = await draftRequest(by(began), input)
    await askRequest(by(began - 5), { number, ticketNumber, answerDueAt: due(dueAt), despite: WORD })
    return number
  }

  const granted = await ask({ ...microsoft, targets: [...microsoft.targets] }, 30 * DAY, 'SRX1400112233ID', 28 * DAY)
  await noteAnswer(by(29 * DAY), { number: granted, text: 'We were unable to identify anything that would prevent your mail from reaching our customers.', ticketNumber: '' })
  await askRequest(by(29 * DAY - HOUR), { number: granted, ticketNumber: '', answerDueAt: due(27 * DAY), despite: WORD })
  await settleRequest(by(27 * DAY), { number: granted, outcome: 'granted', text: 'We have implemented mitigation for your IP.' })

  const overdue = await ask({ ...microsoft, targets: [...microsoft.targets] }, 4 * DAY, 'SRX1400445566ID', DAY)
  await addRequestNote(by(3 * DAY), { number: overdue, text: 'Their portal still says that all is normal.' })
  await remindRequest({ db, now: ago(DAY - 1), actor: { kind: 'worker' } }, overdue)

  const answered = await ask({ addressee: 'receiver', addresseeId: 't-online', targets: ['mx01', 'mx02'], way: 'mail', language: 'de' }, 3 * DAY, '', 2 * DAY)
  await noteAnswer(by(2 * DAY), { number: answered, text: 'Bitte nennen Sie uns das Impressum der Domain.', ticketNumber: '4711-08' })

  await draftRequest(by(HOUR), { ...spamcop, targets: [...spamcop.targets] })
}
