import { QUESTIONS, type QuestionNumber } from '../../tickets/ticket.ts'
import { PORTAL_LINK_MARK, type NoticeFacts, type NoticeKind, type NoticeText } from '../notice.ts'
import { QUESTION_TEXTS } from '../questions.ts'
import { joinBlocks, numbered, quoteLogLine, wrapText } from '../wrap-text.ts'

/** The notices in German. Friendly, helpful, firm; no word that needs a mail admin where it can be helped. */
export function germanNotice(kind: NoticeKind, facts: NoticeFacts): NoticeText {
  const subject = `${SUBJECTS[kind](facts)} [Ticket ${facts.ticketNumber}]`
  return { subject, text: joinBlocks([wrapText(`Guten Tag ${facts.customerName},`), ...BODIES[kind](facts), ...closing(facts)]) }
}

const SUBJECTS: Record<NoticeKind, (facts: NoticeFacts) => string> = {
  'three-questions': ({ account }) => `Versand für ${account} gesperrt: bitte drei Fragen beantworten`,
  'ask-again': ({ questions }) => `Noch offen: ${listQuestions(questions)}`,
  reminder: ({ account }) => `Erinnerung: ${account} kann noch nicht senden`,
  relapse: ({ account }) => `${account} erneut gesperrt: Ihre Warteschlange war nicht leer`,
  opened: ({ account }) => `${account} darf wieder senden`,
  lifted: ({ account }) => `Sperre für ${account} aufgehoben`,
  ended: ({ account }) => `Versand für ${account} wird nicht wieder freigegeben`,
  'quarantine-expiry': ({ account }) => `Zurückgehaltene E-Mails von ${account} werden gelöscht`,
}

const BODIES: Record<NoticeKind, (facts: NoticeFacts) => (string | null)[]> = {
  'three-questions': (facts) => [
    wrapText(`über Ihr Postfach ${facts.account} wurde Spam verschickt. ${burst(facts)}Sehr wahrscheinlich kennt ein Fremder Ihr Passwort, oder ein Rechner bei Ihnen verschickt E-Mails, ohne dass Sie davon wissen.`),
    wrapText(`Wir haben den Versand über dieses Postfach deshalb am ${time(facts, facts.lockedAt)} gesperrt. Empfangen und abrufen können Sie Ihre E-Mails wie immer. Die Spam-Mails haben wir aus dem Versand genommen.`),
    excerpts(facts),
    'Damit wir den Versand wieder freigeben können, brauchen wir von Ihnen\nAntworten auf diese drei Fragen:',
    ...questions(facts),
    wrapText('Bitte beantworten Sie alle drei Fragen, jede unter ihrer Nummer. Solange eine Antwort fehlt, können wir den Versand nicht freigeben. Zu Frage 3: Gemeint ist nicht der Postausgang Ihres Mailprogramms, sondern die Warteschlange eines Mailservers, den Sie selbst betreiben. Haben Sie keinen eigenen Mailserver, schreiben Sie uns das bitte.'),
    wrapText('Ein Spamfilter oder Virenscanner auf Ihrem PC hilft hier nicht: Er prüft, was bei Ihnen ankommt, nicht, was von Ihnen ausgeht.'),
    link('Am schnellsten antworten Sie hier, ohne Anmeldung:'),
    nextStep(),
  ],
  'ask-again': (facts) => [
    wrapText(`vielen Dank für Ihre Antwort. Damit wir den Versand über ${facts.account} freigeben können, fehlt uns noch ${facts.questions.length === 1 ? 'die Antwort auf eine Frage' : `die Antwort auf ${facts.questions.length} Fragen`}:`),
    ...questions(facts),
    facts.remark === '' ? null : wrapText(facts.remark),
    ...(facts.questions.includes(2) ? [measureHelp()] : []),
    ...(facts.questions.includes(3) ? queueHelp() : []),
    wrapText('Die übrigen Antworten haben wir; Sie müssen sie nicht wiederholen.'),
    link('Hier können Sie antworten, ohne Anmeldung:'),
    nextStep(),
  ],
  reminder: (facts) => [
    wrapText(`seit ${time(facts, facts.lockedAt)} kann Ihr Postfach ${facts.account} keine E-Mails senden. Wir geben den Versand gern wieder frei; dazu fehlt uns noch Ihre Antwort auf:`),
    ...questions(facts),
    ...(facts.questions.includes(3) ? queueHelp() : []),
    link('Hier können Sie antworten, ohne Anmeldung:'),
    nextStep(),
  ],
  relapse: (facts) => [
    wrapText(`nach Ihren Antworten haben wir den Versand über ${facts.account} unter Aufsicht freigegeben. ${relapse(facts)}Wir haben das Postfach sofort wieder gesperrt; empfangen können Sie weiterhin.`),
    excerpts(facts),
    wrapText('Solche E-Mails liegen meist noch in der Warteschlange Ihres eigenen Mailservers und gehen los, sobald der Versand wieder möglich ist. Bitte schauen Sie dort noch einmal nach und antworten Sie uns:'),
    ...questions(facts),
    ...(facts.questions.includes(3) ? queueHelp() : []),
    link('Hier können Sie antworten, ohne Anmeldung:'),
    nextStep(),
  ],
  opened: (facts) => [
    wrapText(`vielen Dank für Ihre Hilfe: Ihr Postfach ${facts.account} darf wieder senden. E-Mails, die während unserer Prüfung gewartet haben, sind jetzt unterwegs.`),
    wrapText('In den nächsten 24 Stunden schauen wir genauer hin als sonst. Große Rundschreiben heben Sie bitte so lange auf.'),
  ],
  lifted: (facts) => [
    wrapText(`wir haben die Sperre Ihres Postfachs ${facts.account} aufgehoben: Es war ein Fehlalarm. Sie können sofort wieder senden; zu tun ist nichts. Bitte entschuldigen Sie die Unterbrechung.`),
    facts.remark === '' ? null : wrapText(facts.remark),
  ],
  ended: (facts) => [
    wrapText(`den Versand über Ihr Postfach ${facts.account} geben wir nicht wieder frei. Empfangen und abrufen können Sie Ihre E-Mails weiterhin.`),
    facts.remark === '' ? null : wrapText(`Der Grund: ${facts.remark}`),
    wrapText('Wenn Sie das anders sehen, rufen Sie uns bitte an oder schreiben Sie uns.'),
  ],
  'quarantine-expiry': (facts) => [
    wrapText(`von Ihrem Postfach ${facts.account} halten wir noch ${facts.expiry ? count(facts.expiry.messages) : 'einige'} E-Mails zurück, die wir bei der Sperre aus dem Versand genommen haben. ${facts.expiry ? `Am ${time(facts, facts.expiry.deleteAt)} löschen wir sie. ` : ''}Sie werden nicht verschickt, und die Empfänger erfahren nichts davon.`),
    wrapText('Waren darunter E-Mails, die ankommen sollten, melden Sie sich bitte vorher bei uns.'),
    link('Was wir zurückhalten, sehen Sie hier:'),
  ],
}

function burst({ burst: found, account }: NoticeFacts): string {
  if (!found) return ''
  const minutes = Math.max(1, Math.round(found.windowSeconds / 60))
  const share = found.recipients > 0 ? Math.round((100 * found.unknownRecipients) / found.recipients) : 0
  const unknown = share > 0 ? `, ${share} % davon an Adressen, die es nicht gibt` : ''
  return `Unter der Anmeldung ${account} kamen innerhalb von ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} ${count(found.messages)} E-Mails${unknown}. `
}

function relapse({ relapse: found }: NoticeFacts): string {
  if (!found) return 'Dabei kamen erneut Spam-Mails. '
  return `Innerhalb von ${found.seconds} Sekunden kamen ${count(found.mails)} E-Mails, wie sie schon zur Sperre geführt hatten. ${whatLeft(found.left)} `
}

function whatLeft(mails: number): string {
  if (mails === 0) return 'Keine davon hat unser Haus verlassen.'
  return mails === 1 ? 'Eine davon hatte unser Haus schon verlassen.' : `${count(mails)} davon hatten unser Haus schon verlassen.`
}

function excerpts(facts: NoticeFacts): string | null {
  if (facts.excerpts.length === 0) return null
  return ['Auszug aus unserem Protokoll:', '', ...facts.excerpts.map(quoteLogLine)].join('\n')
}

function questions(facts: NoticeFacts): string[] {
  return QUESTIONS.filter((question) => facts.questions.includes(question)).map((question) => numbered(question, QUESTION_TEXTS.de[question]))
}

function measureHelp(): string {
  return wrapText('Zu Frage 2: Bitte schreiben Sie, was Sie gegen die Ursache getan haben, zum Beispiel: neues, langes Passwort gesetzt; befallenen Rechner neu aufgesetzt; Kontaktformular geschlossen. Ein Spamfilter oder Virenscanner auf dem PC verhindert nicht, dass jemand mit Ihrem Passwort sendet.')
}

function queueHelp(): string[] {
  return [
    wrapText('Zu Frage 3: Die Mail-Warteschlange ist nicht der Postausgang von Outlook oder Thunderbird. Sie liegt auf einem Mailserver, den Sie selbst betreiben, und enthält alles, was er noch verschicken will. So sehen Sie nach:'),
    ['   Postfix:   postqueue -p', '   Exim:      exim -bp', '   Exchange:  Get-Queue | Get-Message', '   Plesk:     Tools & Einstellungen > Mailserver-Einstellungen >', '              Mail-Warteschlange'].join('\n'),
    wrapText('Löschen Sie dort die Spam-Mails. Vorsicht: „postsuper -d ALL“ leert bei Postfix alles, auch Ihre eigenen, erwünschten E-Mails; einzelne löschen Sie mit „postsuper -d“ und der Nummer aus der Liste. Betreiben Sie keinen eigenen Mailserver, schreiben Sie uns das bitte.'),
  ]
}

function link(intro: string): string {
  return `${wrapText(intro)}\n\n   ${PORTAL_LINK_MARK}`
}

function nextStep(): string {
  return wrapText('Wie es weitergeht: Wir lesen Ihre Antworten, geben den Versand dann unter Aufsicht frei und schreiben Ihnen, sobald er wieder offen ist.')
}

function closing(facts: NoticeFacts): string[] {
  const { desk } = facts
  const door = facts.hasDoor ? `Aus dem gesperrten Postfach heraus erreichen Sie ${desk.abuseAddress} weiterhin.` : `An ${desk.abuseAddress} schreiben Sie bitte von einer anderen Adresse.`
  return [
    wrapText(`Fragen? Antworten Sie einfach auf diese E-Mail, oder rufen Sie uns an: ${desk.phone} (${desk.phoneHours.de}). ${door}`),
    `Freundliche Grüße\n${desk.providerName}`,
  ]
}

function listQuestions(list: QuestionNumber[]): string {
  return list.length === 1 ? `Frage ${list[0]}` : `Fragen ${list.slice(0, -1).join(', ')} und ${list.at(-1)}`
}

function count(value: number): string {
  return new Intl.NumberFormat('de-DE').format(value)
}

function time({ desk }: NoticeFacts, at: Date): string {
  const date = new Intl.DateTimeFormat('de-DE', { timeZone: desk.timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at)
  const clock = new Intl.DateTimeFormat('de-DE', { timeZone: desk.timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
  return `${date} um ${clock} Uhr`
}
