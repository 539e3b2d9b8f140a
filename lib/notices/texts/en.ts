import { QUESTIONS, type QuestionNumber } from '../../tickets/ticket.ts'
import { PORTAL_LINK_MARK, type NoticeFacts, type NoticeKind, type NoticeText } from '../notice.ts'
import { QUESTION_TEXTS } from '../questions.ts'
import { joinBlocks, numbered, quoteLogLine, wrapText } from '../wrap-text.ts'

/** The notices in English. Friendly, helpful, firm; no word that needs a mail admin where it can be helped. */
export function englishNotice(kind: NoticeKind, facts: NoticeFacts): NoticeText {
  const subject = `${SUBJECTS[kind](facts)} [ticket ${facts.ticketNumber}]`
  return { subject, text: joinBlocks([wrapText(`Dear ${facts.customerName},`), ...BODIES[kind](facts), ...closing(facts)]) }
}

const SUBJECTS: Record<NoticeKind, (facts: NoticeFacts) => string> = {
  'three-questions': ({ account }) => `Sending locked for ${account}: please answer three questions`,
  'ask-again': ({ questions }) => `Still open: ${listQuestions(questions)}`,
  reminder: ({ account }) => `Reminder: ${account} cannot send yet`,
  relapse: ({ account }) => `${account} locked again: your mail queue was not empty`,
  opened: ({ account }) => `${account} may send again`,
  lifted: ({ account }) => `Lock of ${account} lifted`,
  ended: ({ account }) => `Sending for ${account} will not be opened again`,
  'quarantine-expiry': ({ account }) => `Mail held back for ${account} will be deleted`,
}

const BODIES: Record<NoticeKind, (facts: NoticeFacts) => (string | null)[]> = {
  'three-questions': (facts) => [
    wrapText(`spam was sent through your mailbox ${facts.account}. ${burst(facts)}Most likely a stranger knows your password, or a computer of yours sends mail without your knowledge.`),
    wrapText(`We have therefore locked sending for this mailbox on ${time(facts, facts.lockedAt)}. You can receive and fetch your mail as always. We have taken the spam out of delivery.`),
    excerpts(facts),
    'To open sending again we need your answers to these three questions:',
    ...questions(facts),
    wrapText('Please answer all three, each under its number. While an answer is missing we cannot open sending. About question 3: this is not the outbox of your mail program but the queue of a mail server that you run yourself. If you run none, please tell us so.'),
    wrapText('A spam filter or virus scanner on your PC does not help here: it checks what reaches you, not what leaves you.'),
    link('The quickest way to answer, without a login:'),
    nextStep(),
  ],
  'ask-again': (facts) => [
    wrapText(`thank you for your answer. To open sending for ${facts.account} we still need ${facts.questions.length === 1 ? 'the answer to one question' : `the answers to ${facts.questions.length} questions`}:`),
    ...questions(facts),
    facts.remark === '' ? null : wrapText(facts.remark),
    ...(facts.questions.includes(2) ? [measureHelp()] : []),
    ...(facts.questions.includes(3) ? queueHelp() : []),
    wrapText('We have your other answers; there is no need to repeat them.'),
    link('You can answer here, without a login:'),
    nextStep(),
  ],
  reminder: (facts) => [
    wrapText(`since ${time(facts, facts.lockedAt)} your mailbox ${facts.account} cannot send mail. We will gladly open it again; for that we still need your answer to:`),
    ...questions(facts),
    ...(facts.questions.includes(3) ? queueHelp() : []),
    link('You can answer here, without a login:'),
    nextStep(),
  ],
  relapse: (facts) => [
    wrapText(`after your answers we opened sending for ${facts.account} under watch. ${relapse(facts)}We have locked the mailbox again at once; you can still receive.`),
    excerpts(facts),
    wrapText('Such mail mostly still lies in the queue of your own mail server and goes out as soon as sending is possible. Please look there once more and answer us:'),
    ...questions(facts),
    ...(facts.questions.includes(3) ? queueHelp() : []),
    link('You can answer here, without a login:'),
    nextStep(),
  ],
  opened: (facts) => [
    wrapText(`thank you for your help: your mailbox ${facts.account} may send again. Mail that waited while we checked is now on its way.`),
    wrapText('For the next 24 hours we look more closely than usual. Please keep large mailings until then.'),
  ],
  lifted: (facts) => [
    wrapText(`we have lifted the lock of your mailbox ${facts.account}: it was a false alarm. You can send again at once; there is nothing for you to do. We are sorry for the interruption.`),
    facts.remark === '' ? null : wrapText(facts.remark),
  ],
  ended: (facts) => [
    wrapText(`we will not open sending for your mailbox ${facts.account} again. You can still receive and fetch your mail.`),
    facts.remark === '' ? null : wrapText(`The reason: ${facts.remark}`),
    wrapText('If you see this differently, please call us or write to us.'),
  ],
  'quarantine-expiry': (facts) => [
    wrapText(`we still hold back ${facts.expiry ? count(facts.expiry.messages) : 'some'} mails of your mailbox ${facts.account} that we took out of delivery when it was locked. ${facts.expiry ? `We will delete them on ${time(facts, facts.expiry.deleteAt)}. ` : ''}They will not be sent, and their recipients will not hear of it.`),
    wrapText('If there is mail among them that should arrive, please tell us before.'),
    link('What we hold back you see here:'),
  ],
}

function burst({ burst: found, account }: NoticeFacts): string {
  if (!found) return ''
  const minutes = Math.max(1, Math.round(found.windowSeconds / 60))
  const share = found.recipients > 0 ? Math.round((100 * found.unknownRecipients) / found.recipients) : 0
  const unknown = share > 0 ? `, ${share} % of them to addresses that do not exist` : ''
  return `Logged in as ${account}, somebody sent ${count(found.messages)} mails within ${minutes === 1 ? 'one minute' : `${minutes} minutes`}${unknown}. `
}

function relapse({ relapse: found }: NoticeFacts): string {
  if (!found) return 'More spam came in. '
  return `Within ${found.seconds} seconds ${count(found.mails)} mails came in, of the kind that led to the lock. ${whatLeft(found.left)} `
}

function whatLeft(mails: number): string {
  if (mails === 0) return 'None of them has left our house.'
  return mails === 1 ? 'One of them had already left our house.' : `${count(mails)} of them had already left our house.`
}

function excerpts(facts: NoticeFacts): string | null {
  if (facts.excerpts.length === 0) return null
  return ['From our log:', '', ...facts.excerpts.map(quoteLogLine)].join('\n')
}

function questions(facts: NoticeFacts): string[] {
  return QUESTIONS.filter((question) => facts.questions.includes(question)).map((question) => numbered(question, QUESTION_TEXTS.en[question]))
}

function measureHelp(): string {
  return wrapText('About question 2: please tell us what you did against the cause, for example: set a new, long password; installed the infected computer anew; closed the contact form. A spam filter or virus scanner on the PC does not keep anybody from sending with your password.')
}

function queueHelp(): string[] {
  return [
    wrapText('About question 3: the mail queue is not the outbox of Outlook or Thunderbird. It lies on a mail server that you run yourself and holds everything that server still wants to send. This is how you look:'),
    ['   Postfix:   postqueue -p', '   Exim:      exim -bp', '   Exchange:  Get-Queue | Get-Message', '   Plesk:     Tools & Settings > Mail Server Settings > Mail Queue'].join('\n'),
    wrapText('Delete the spam there. Take care: "postsuper -d ALL" empties a Postfix queue completely, your own honest mail included; single mails are deleted by "postsuper -d" and the number from the list. If you run no mail server of your own, please tell us so.'),
  ]
}

function link(intro: string): string {
  return `${wrapText(intro)}\n\n   ${PORTAL_LINK_MARK}`
}

function nextStep(): string {
  return wrapText('What happens next: we read your answers, then open sending under watch, and write to you as soon as it is open.')
}

function closing(facts: NoticeFacts): string[] {
  const { desk } = facts
  const door = facts.hasDoor ? `You still reach ${desk.abuseAddress} from the locked mailbox itself.` : `Please write to ${desk.abuseAddress} from another address.`
  return [
    wrapText(`Questions? Just reply to this mail, or call us: ${desk.phone} (${desk.phoneHours.en}). ${door}`),
    `Kind regards\n${desk.providerName}`,
  ]
}

function listQuestions(list: QuestionNumber[]): string {
  return list.length === 1 ? `question ${list[0]}` : `questions ${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
}

function count(value: number): string {
  return new Intl.NumberFormat('en-GB').format(value)
}

function time({ desk }: NoticeFacts, at: Date): string {
  const date = new Intl.DateTimeFormat('en-GB', { timeZone: desk.timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at)
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: desk.timeZone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(at)
  return `${date} at ${clock}`
}
