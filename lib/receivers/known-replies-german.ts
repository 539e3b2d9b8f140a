import type { KnownReply } from './known-reply.ts'

export const UNITED_INTERNET_REPLIES: KnownReply[] = [
  {
    id: 'ui-bl', pattern: /IP address is (black|block) ?listed/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages', 'ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The address is on a list that United Internet uses', de: 'Die Adresse steht auf einer Liste, die United Internet nutzt' },
    toDo: { en: 'Check Spamhaus and others, then the contact form', de: 'Spamhaus und andere prüfen, dann das Kontaktformular' },
  },
  {
    id: 'ui-ptr', pattern: /(Bad|invalid) DNS PTR resource record|[?&]c=rdns/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages', 'pastebin samples'],
    means: { en: 'The PTR record is missing, generic or does not match', de: 'Der PTR-Eintrag fehlt, ist generisch oder passt nicht' },
    toDo: { en: 'A PTR record under an own domain with a matching forward record', de: 'PTR-Eintrag unter eigener Domain mit passendem Gegenstück' },
  },
  {
    id: 'ui-spf', pattern: /Reject due to SPF policy/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages'],
    means: { en: 'SPF fails, also for forwarded mail without SRS', de: 'SPF schlägt fehl, auch bei Weiterleitungen ohne SRS' },
    toDo: { en: 'Mend SPF, rewrite senders of forwarded mail', de: 'SPF berichtigen, Absender bei Weiterleitungen umschreiben' },
  },
  {
    id: 'ui-pol-ip', pattern: /policy restrictions \(IP based\)/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Reputation of the address', de: 'Ruf der Adresse' },
    toDo: { en: 'The contact form', de: 'Das Kontaktformular' },
  },
  {
    id: 'ui-pol-dom', pattern: /policy restrictions \(domain based\)/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Reputation of the domain', de: 'Ruf der Domain' },
    toDo: { en: 'The contact form', de: 'Das Kontaktformular' },
  },
  {
    id: 'ui-pol-hdr', pattern: /policy restrictions \(header based\)/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Something in header or content', de: 'Etwas in Kopfzeilen oder Inhalt' },
    toDo: { en: 'Mend the headers', de: 'Kopfzeilen berichtigen' },
  },
  {
    id: 'ui-policy', pattern: /Reject due to policy restrictions/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages'],
    means: { en: 'Refused by policy, looks like spam', de: 'Per Richtlinie abgelehnt, sieht nach Spam aus' },
    toDo: { en: 'Open the link in the reply: its code tells why', de: 'Den Link in der Antwort öffnen: sein Code sagt, warum' },
  },
  {
    id: 'ui-viol', pattern: /Reject due to policy violations/i, certainty: 'A-', sources: ['new-faq.comservice-ffo.de', 'postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages'],
    means: { en: 'Too many unknown recipients or a changing HELO: the address is paused', de: 'Zu viele unbekannte Empfänger oder wechselndes HELO: die Adresse hat Pause' },
    toDo: { en: 'Clean the lists, keep one name in HELO', de: 'Listen bereinigen, bei einem Namen im HELO bleiben' },
  },
  {
    id: 'ui-rate', pattern: /Rate limit reached/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages'],
    means: { en: 'Too much mail', de: 'Zu viel Mail' },
    toDo: { en: 'Wait some hours', de: 'Einige Stunden warten' },
  },
  {
    id: 'ui-nemesis', pattern: /Nemesis ESMTP Service not available/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages'],
    means: { en: 'Refused at the greeting; the following lines say why', de: 'Schon bei der Begrüßung abgelehnt; die folgenden Zeilen sagen, warum' },
    toDo: { en: 'Read the next line', de: 'Die nächste Zeile lesen' },
  },
  {
    id: 'ui-caselink', pattern: /postmaster\.(gmx|web|mail|ionos|1und1|1and1)\.[a-z]+\/\S*?[?&]c=([a-z0-9]+)/i, certainty: 'A', sources: ['postmaster.gmx.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen', 'postmaster.mail.com/en/error-messages'],
    means: { en: 'The link in the reply carries the code of the reason', de: 'Der Link in der Antwort trägt den Code des Grundes' },
    toDo: { en: 'Open the link', de: 'Den Link öffnen' },
  },
]

export const T_ONLINE_REPLIES: KnownReply[] = [
  {
    id: 't-nowl', pattern: /554.*(None\/bad reputation|\(NOWL\))/i, certainty: 'A', sources: ['bllmnn.de 2024-05', 'sidenotes.de 2026-02', 'timmehosting.de'],
    means: { en: 'Unknown, or of bad reputation', de: 'Unbekannt oder mit schlechtem Ruf' },
    toDo: { en: 'A page with imprint under the host’s domain first, then mail to the address in the reply', de: 'Erst eine Seite mit Impressum unter der Domain des Hosts, dann Mail an die Adresse in der Antwort' },
  },
  {
    id: 't-bl', pattern: /554 IP[=:].*problem occurred|t-online.*\(BL\)/i, certainty: 'A', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'On their block list', de: 'Auf ihrer Sperrliste' },
    toDo: { en: 'Mail to tosa@rx.t-online.de', de: 'Mail an tosa@rx.t-online.de' },
  },
  {
    id: 't-dial', pattern: /Dialup\/transient IP not allowed|\(DIAL\)/i, certainty: 'A', sources: ['help.creoline.com'],
    means: { en: 'The address looks dynamic, or no imprint was found', de: 'Die Adresse sieht dynamisch aus, oder es wurde kein Impressum gefunden' },
    toDo: { en: 'Own reverse DNS and imprint, then mail to toda@rx.t-online.de', de: 'Eigenes Reverse-DNS und Impressum, dann Mail an toda@rx.t-online.de' },
  },
  {
    id: 't-spam', pattern: /rejected due to spam or virus classification/i, certainty: 'A-', sources: ['kumomta assets/community/bounces.toml'],
    means: { en: 'Content', de: 'Inhalt' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
]
