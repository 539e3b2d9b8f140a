import type { Language } from '../i18n/language.ts'
import type { DossierField } from './dossier.ts'

/** Words of what goes out to lists and receivers, which are asked in English or in German, whatever the reader's language. */
export type DossierWords = {
  label: Record<DossierField, string>
  missing: string
  askList: (list: string, targets: string) => string
  askReceiver: (receiver: string, targets: string) => string
  several: (first: string, more: number) => string
  on: (target: string, host: string) => string
  noHost: (target: string) => string
  reverse: Record<'pass' | 'fail', (target: string) => string>
  at: (when: string, host: string) => string
  listed: (target: string, since: string, what: string) => string
  volume: (perDay: string, days: number) => string
  outcome: (counts: { taken: string; deferred: string; refused: string }, days: number) => string
  service: string
  shared: string
  locks: (count: number) => string
  lock: (burst: { from: string; messages: string | null }, lockedAt: string) => string
  check: (check: string, host: string, since: string) => string
  locked: (count: number, lockedAt: string) => string
  taken: (messages: string) => string
  opened: string
  stillWatched: string
  relapsed: string
  prevention: string
  zone: (zone: string) => string
}

const en: DossierWords = {
  label: {
    request: 'Request', company: 'Company', contactName: 'Contact person', contactMail: 'E-mail for your answer', phone: 'Phone', abuseContact: 'Abuse contact', domain: 'Domain',
    addresses: 'IP addresses', hostNames: 'Host names', reverseDns: 'Reverse DNS', since: 'First occurrence', firstRefusal: 'Full error text', errorCodes: 'Error codes', listEntry: 'Your entry',
    volume: 'Mail to you per day', outcome: 'What became of it', service: 'Kind of service', shared: 'Shared or dedicated addresses', optIn: 'How recipients agreed (opt-in)',
    cause: 'Likely cause', measures: 'What was done', prevention: 'What prevents it from happening again', authentication: 'SPF, DKIM and DMARC', feedbackLoop: 'Feedback loop', policy: 'Acceptable use policy', timeZone: 'Time zone',
  },
  missing: '[please fill in]',
  askList: (list, targets) => `Please remove ${targets} from ${list}.`,
  askReceiver: (receiver, targets) => `Mail from ${targets} is refused or put off by your servers (${receiver}). Please let these addresses in again, or tell us what we have to change.`,
  several: (first, more) => `${first} and ${more} further ${more === 1 ? 'address' : 'addresses'}`,
  on: (target, host) => `${target}  ${host}`,
  noHost: (target) => target,
  reverse: { pass: (target) => `${target}: reverse and forward DNS agree`, fail: (target) => `${target}: reverse and forward DNS do not agree` },
  at: (when, host) => `${when}, seen by ${host}:`,
  listed: (target, since, what) => `${target}, listed since ${since}${what}`,
  volume: (perDay, days) => `about ${perDay} messages a day (mean of the last ${days} days)`,
  outcome: ({ taken, deferred, refused }, days) => `last ${days} days: ${taken} accepted, ${deferred} deferred, ${refused} refused for good`,
  service: 'Hosting provider. Customers send their own mail through our hosts after authentication (SMTP AUTH), and scripts of hosted websites send through them.',
  shared: 'shared: the customers of a host send from the same addresses',
  locks: (count) => (count === 1 ? 'Unusually much mail came in through one customer account.' : `Unusually much mail came in through ${count} customer accounts.`),
  lock: ({ from, messages }, lockedAt) => `From ${from} to the lock at ${lockedAt}${messages === null ? '' : `: ${messages} messages`}.`,
  check: (check, host, since) => `Our own check ${check} fails on ${host} since ${since}.`,
  locked: (count, lockedAt) => (count === 1 ? `The account was locked for sending at ${lockedAt}.` : `The accounts were locked for sending, the last at ${lockedAt}.`),
  taken: (messages) => `${messages} messages were taken out of the queue and are not delivered.`,
  opened: 'After the cause was removed the account was opened again under watch, with tight limits.',
  stillWatched: 'The account is being opened again under watch at this time.',
  relapsed: 'It was locked again at once when the mail went on.',
  prevention: 'Sending is limited for each account; an account that exceeds its limits or meets many unknown recipients is locked on all our hosts by itself, and opened only after the customer has named the cause and the remedy.',
  zone: (zone) => `${zone}; times in this text are UTC`,
}

const de: DossierWords = {
  label: {
    request: 'Anliegen', company: 'Firma', contactName: 'Ansprechpartner', contactMail: 'E-Mail für Ihre Antwort', phone: 'Telefon', abuseContact: 'Abuse-Kontakt', domain: 'Domain',
    addresses: 'IP-Adressen', hostNames: 'Hostnamen', reverseDns: 'Reverse-DNS', since: 'Zuerst aufgetreten', firstRefusal: 'Vollständiger Fehlertext', errorCodes: 'Fehlercodes', listEntry: 'Ihr Eintrag',
    volume: 'Mails an Sie je Tag', outcome: 'Was aus ihnen wurde', service: 'Art des Dienstes', shared: 'Geteilte oder eigene Adressen', optIn: 'Einwilligung der Empfänger (Opt-in)',
    cause: 'Wahrscheinliche Ursache', measures: 'Was getan wurde', prevention: 'Was eine Wiederholung verhindert', authentication: 'SPF, DKIM und DMARC', feedbackLoop: 'Feedback-Loop', policy: 'Nutzungsbedingungen', timeZone: 'Zeitzone',
  },
  missing: '[bitte ergänzen]',
  askList: (list, targets) => `Bitte tragen Sie ${targets} aus ${list} aus.`,
  askReceiver: (receiver, targets) => `Mails von ${targets} werden von Ihren Servern abgelehnt oder aufgeschoben (${receiver}). Bitte lassen Sie diese Adressen wieder zu oder nennen Sie uns, was wir ändern müssen.`,
  several: (first, more) => `${first} und ${more} weiteren Adressen`,
  on: (target, host) => `${target}  ${host}`,
  noHost: (target) => target,
  reverse: { pass: (target) => `${target}: Reverse-DNS und Vorwärtsauflösung stimmen überein`, fail: (target) => `${target}: Reverse-DNS und Vorwärtsauflösung stimmen nicht überein` },
  at: (when, host) => `${when}, gesehen von ${host}:`,
  listed: (target, since, what) => `${target}, gelistet seit ${since}${what}`,
  volume: (perDay, days) => `etwa ${perDay} Mails am Tag (Mittel der letzten ${days} Tage)`,
  outcome: ({ taken, deferred, refused }, days) => `letzte ${days} Tage: ${taken} angenommen, ${deferred} aufgeschoben, ${refused} endgültig abgelehnt`,
  service: 'Hosting-Provider. Kunden senden nach Anmeldung (SMTP AUTH) ihre eigenen Mails über unsere Hosts, ebenso Skripte ihrer Websites.',
  shared: 'geteilt: Die Kunden eines Hosts senden von denselben Adressen',
  locks: (count) => (count === 1 ? 'Über ein Kundenkonto kamen ungewöhnlich viele Mails herein.' : `Über ${count} Kundenkonten kamen ungewöhnlich viele Mails herein.`),
  lock: ({ from, messages }, lockedAt) => `Von ${from} bis zur Sperre am ${lockedAt}${messages === null ? '' : `: ${messages} Mails`}.`,
  check: (check, host, since) => `Unsere eigene Prüfung ${check} schlägt auf ${host} seit ${since} fehl.`,
  locked: (count, lockedAt) => (count === 1 ? `Das Konto wurde am ${lockedAt} für den Versand gesperrt.` : `Die Konten wurden für den Versand gesperrt, das letzte am ${lockedAt}.`),
  taken: (messages) => `${messages} Mails wurden aus der Warteschlange genommen und werden nicht zugestellt.`,
  opened: 'Nachdem die Ursache behoben war, wurde das Konto unter Beobachtung und mit engen Grenzen wieder geöffnet.',
  stillWatched: 'Das Konto wird zurzeit unter Beobachtung wieder geöffnet.',
  relapsed: 'Als der Versand weiterging, wurde es sofort wieder gesperrt.',
  prevention: 'Der Versand ist je Konto begrenzt; ein Konto, das seine Grenzen überschreitet oder viele unbekannte Empfänger trifft, wird von selbst auf allen unseren Hosts gesperrt und erst wieder geöffnet, wenn der Kunde Ursache und Abhilfe genannt hat.',
  zone: (zone) => `${zone}; Zeiten in diesem Text sind UTC`,
}

export const DOSSIER_WORDS: Record<Language, DossierWords> = { de, en }
