import { askRequest } from '../../cases/ask-request.ts'
import { draftRequest } from '../../cases/draft-request.ts'
import { addRequestNote } from '../../delisting-requests/add-request-note.ts'
import { answerDueAt } from '../../delisting-requests/answer-due.ts'
import type { DraftRequestInput } from '../../delisting-requests/delisting-request.ts'
import { noteAnswer } from '../../delisting-requests/note-answer.ts'
import { saveDossier } from '../../delisting-requests/save-dossier.ts'
import { settleRequest } from '../../delisting-requests/settle-request.ts'
import type { Calendar } from '../past/moved-clock.ts'
import type { Past, Scene } from './past.ts'

const ZONE = 'Europe/Berlin'
const MICROSOFT = 'microsoft-consumer'
const NO_REASON = 'We were unable to identify anything on our side that would prevent your mail from reaching Outlook.com customers.'

/** Two forms at Microsoft in its six days, and one at a list that says nothing and has not answered. */
export function requestScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(20, '15:40'), act: (past) => askMicrosoft(past, 'SRX1402118804ID') },
    { at: calendar.day(20, '16:10'), act: async (past) => addRequestNote(past.as('support'), { number: await latest(past, MICROSOFT), text: 'Eingangsbestätigung kam sofort. SNDS sagt: alle IPs „normal status“.' }) },
    { at: calendar.day(18, '08:20'), act: (past) => past.jobs() },
    { at: calendar.day(18, '17:05'), act: async (past) => noteAnswer(past.as('support'), { number: await latest(past, MICROSOFT), text: NO_REASON }) },
    { at: calendar.day(17, '09:30'), act: async (past) => settleRequest(past.as('lead'), { number: await latest(past, MICROSOFT), outcome: 'refused', text: 'Not qualified for mitigation.' }) },
    { at: calendar.day(17, '09:45'), act: (past) => askMicrosoft(past, 'SRX1402121377ID') },
    { at: calendar.day(14, '11:20'), act: async (past) => settleRequest(past.as('lead'), { number: await latest(past, MICROSOFT), outcome: 'granted', text: 'Keine Antwort; seit 10:16 Uhr nimmt Microsoft wieder alles an, und niemand weiß warum.' }) },
    { at: calendar.day(2, '11:40'), act: askBarracuda },
  ]
}

async function askMicrosoft(past: Past, ticketNumber: string): Promise<void> {
  const number = await ask(past, { addressee: 'receiver', addresseeId: MICROSOFT, targets: await addressesInTrouble(past), way: 'form', language: 'en' }, 6)
  const at = past.clock.now()
  await askRequest(past.as('support'), { number, ticketNumber, answerDueAt: answerDueAt({ addressee: 'receiver', addresseeId: MICROSOFT }, at, ZONE).toISOString() })
}

/** It gives no ticket number and no reason; their page promises an answer within a day. */
async function askBarracuda(past: Past): Promise<void> {
  const listed = await past.db.listing.findMany({ where: { list: 'barracuda', state: 'listed' }, select: { target: true } })
  if (listed.length === 0) return
  const number = await ask(past, { addressee: 'list', addresseeId: 'barracuda', targets: listed.map(({ target }) => target), way: 'form', language: 'en' }, 12)
  await askRequest(past.as('support'), { number, ticketNumber: '', answerDueAt: answerDueAt({ addressee: 'list', addresseeId: 'barracuda' }, past.clock.now(), ZONE).toISOString(), despite: 'Die Liste nennt keinen Grund; bei uns ist nichts zu finden.' })
}

async function ask(past: Past, input: DraftRequestInput, minutes: number): Promise<number> {
  const { number } = await draftRequest(past.as('support'), input)
  past.clock.forward(minutes * 60_000)
  await saveDossier(past.as('support'), { number, field: 'contactName', value: 'Mara Kühn' })
  return number
}

async function addressesInTrouble(past: Past): Promise<string[]> {
  const rows = await past.db.receiverStanding.findMany({ where: { receiver: MICROSOFT, state: { not: 'fine' } }, orderBy: { hostId: 'asc' }, select: { host: { select: { ips: { select: { ip: true } } } } } })
  return [...new Set(rows.flatMap(({ host }) => host.ips.map(({ ip }) => ip)))]
}

async function latest(past: Past, addresseeId: string): Promise<number> {
  const request = await past.db.delistingRequest.findFirstOrThrow({ where: { addresseeId }, orderBy: { number: 'desc' }, select: { number: true } })
  return request.number
}
