import type { KnownReply } from './known-reply.ts'

export const ORANGE_REPLIES: KnownReply[] = [
  {
    id: 'o-102', pattern: /_102\b|bloquee pour incident de spam/i, certainty: 'A', sources: ['postmaster.orange.fr', 'egressif.io (2026-06-22)', 'sisimai/rb-sisimai lib/sisimai/rhost/franceptt.rb'],
    means: { en: 'Listed at Cloudmark CSI', de: 'Bei Cloudmark CSI gelistet' },
    toDo: { en: 'The reset form there', de: 'Das Formular zum Zurücksetzen dort' },
  },
  {
    id: 'o-101', pattern: /_101\b/i, certainty: 'A', sources: ['postmaster.orange.fr', 'egressif.io (2026-06-22)', 'sisimai/rb-sisimai lib/sisimai/rhost/franceptt.rb'],
    means: { en: 'Listed at Spamhaus', de: 'Bei Spamhaus gelistet' },
    toDo: { en: 'Delist it at Spamhaus', de: 'Bei Spamhaus austragen lassen' },
  },
  {
    id: 'o-104', pattern: /_104\b|Too many connections/i, certainty: 'A', sources: ['postmaster.orange.fr', 'egressif.io (2026-06-22)', 'sisimai/rb-sisimai lib/sisimai/rhost/franceptt.rb'],
    means: { en: 'Too many connections', de: 'Zu viele Verbindungen' },
    toDo: { en: 'Two per address', de: 'Zwei je Adresse' },
  },
  {
    id: 'o-999', pattern: /_(999|103|510)\b/i, certainty: 'A-', sources: ['postmaster.orange.fr', 'egressif.io (2026-06-22)', 'sisimai/rb-sisimai lib/sisimai/rhost/franceptt.rb'],
    means: { en: 'Refused by reputation or volume (999: pause of two hours)', de: 'Wegen Ruf oder Menge abgelehnt (999: zwei Stunden Pause)' },
    toDo: { en: 'Pause, then slowly', de: 'Pause, dann langsam' },
  },
  {
    id: 'o-107', pattern: /_107\b/i, certainty: 'A-', sources: ['egressif.io'],
    means: { en: 'The PTR record is missing or does not match', de: 'Der PTR-Eintrag fehlt oder passt nicht' },
    toDo: { en: 'Set the PTR record', de: 'PTR-Eintrag setzen' },
  },
  {
    id: 'o-506', pattern: /_(506|513)\b/i, certainty: 'A', sources: ['postmaster.orange.fr', 'egressif.io (2026-06-22)', 'sisimai/rb-sisimai lib/sisimai/rhost/franceptt.rb'],
    means: { en: 'Refused as spam', de: 'Als Spam abgelehnt' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
  {
    id: 'o-auth', pattern: /_(401|517|535)\b|DMARC check failed/i, certainty: 'A-', sources: ['postmaster.orange.fr', 'egressif.io (2026-06-22)', 'sisimai/rb-sisimai lib/sisimai/rhost/franceptt.rb'],
    means: { en: 'SPF, DKIM or DMARC', de: 'SPF, DKIM oder DMARC' },
    toDo: { en: 'All three must pass', de: 'Alle drei müssen bestehen' },
  },
]

export const COMCAST_REPLIES: KnownReply[] = [
  {
    id: 'c-bl', pattern: /\bBL000000\b/i, certainty: 'A', sources: ['http://postmaster.comcast.net/mail-error-codes.html', 'egressif.io (2026-06-22)'],
    means: { en: 'Their own block, by patterns of spam', de: 'Eigene Sperre nach Spammustern' },
    toDo: { en: 'The removal request', de: 'Der Antrag auf Austragung' },
  },
  {
    id: 'c-blmask', pattern: /\bBL000([01]{3})\b/i, certainty: 'A', sources: ['http://postmaster.comcast.net/mail-error-codes.html', 'egressif.io (2026-06-22)'],
    means: { en: 'A sum: 001 Spamhaus, 010 Cloudmark, 100 SenderScore', de: 'Eine Summe: 001 Spamhaus, 010 Cloudmark, 100 SenderScore' },
    toDo: { en: 'Delist at each of them', de: 'Bei jeder davon austragen lassen' },
  },
  {
    id: 'c-rl', pattern: /\bRL0000\d\d\b/i, certainty: 'A-', sources: ['http://postmaster.comcast.net/mail-error-codes.html', 'egressif.io (2026-06-22)'],
    means: { en: 'Limited by SenderScore', de: 'Begrenzt nach SenderScore' },
    toDo: { en: 'Slow down', de: 'Langsamer senden' },
  },
  {
    id: 'c-es', pattern: /\bES0000(01|10)\b/i, certainty: 'A', sources: ['http://postmaster.comcast.net/mail-error-codes.html', 'egressif.io (2026-06-22)'],
    means: { en: 'The address looks dynamic or residential', de: 'Die Adresse sieht dynamisch oder nach Privatanschluss aus' },
    toDo: { en: 'Static reverse DNS', de: 'Festes Reverse-DNS' },
  },
  {
    id: 'c-ptr', pattern: /must have a PTR record|PTR1000/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The PTR record is missing', de: 'Der PTR-Eintrag fehlt' },
    toDo: { en: 'Set the PTR record', de: 'PTR-Eintrag setzen' },
  },
  {
    id: 'c-dmarc', pattern: /\bDM00000\d\b/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Refused by the DMARC policy of the sender’s domain', de: 'Nach der DMARC-Richtlinie der Absenderdomain abgelehnt' },
    toDo: { en: 'Align SPF or DKIM', de: 'SPF oder DKIM abstimmen' },
  },
  {
    id: 'c-recent', pattern: /too many recent messages/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The recipient gets mail too fast', de: 'Der Empfänger bekommt zu schnell Mail' },
    toDo: { en: 'Try again later', de: 'Später erneut versuchen' },
  },
]

export const MAILRU_REPLIES: KnownReply[] = [
  {
    id: 'm-spam', pattern: /spam message rejected|notspam-support/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes', 'zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Judged as spam; the id in the link is what they need to find the mail', de: 'Als Spam beurteilt; mit der Kennung im Link finden sie die Mail' },
    toDo: { en: 'Use the link', de: 'Den Link nutzen' },
  },
  {
    id: 'm-ptr', pattern: /dynamic IP or generic DNS PTR/i, certainty: 'A', sources: ['pastebin W1K7kf3m (2014)'],
    means: { en: 'Generic or dynamic reverse DNS', de: 'Generisches oder dynamisches Reverse-DNS' },
    toDo: { en: 'A PTR record of our own', de: 'Eigener PTR-Eintrag' },
  },
]

export const YANDEX_REPLIES: KnownReply[] = [
  {
    id: 'ya-spam', pattern: /under suspicion of SPAM/i, certainty: 'A', sources: ['https://yandex.com/support/mail/bounces/'],
    means: { en: 'The content is judged as spam', de: 'Der Inhalt gilt als Spam' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
  {
    id: 'ya-bl', pattern: /Blocked by spam statistics/i, certainty: 'A', sources: ['https://yandex.com/support/mail/bounces/'],
    means: { en: 'The address is blocked for 24 hours', de: 'Die Adresse ist 24 Stunden gesperrt' },
    toDo: { en: 'Stop, wait', de: 'Anhalten, warten' },
  },
  {
    id: 'ya-defer', pattern: /4\.7\.1 Sorry, the service is currently unavailable/i, certainty: 'A-', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Deferred on purpose, also greylisting', de: 'Absichtlich verzögert, auch Greylisting' },
    toDo: { en: 'Try again', de: 'Erneut versuchen' },
  },
  {
    id: 'ya-rate', pattern: /exceeded message rate limit/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The recipient gets mail too fast', de: 'Der Empfänger bekommt zu schnell Mail' },
    toDo: { en: 'Try again later', de: 'Später erneut versuchen' },
  },
]

export const PROOFPOINT_REPLIES: KnownReply[] = [
  {
    id: 'pp-pdr', pattern: /Blocked - see https?:\/\/(ipcheck|support)\.proofpoint\.com|blocked using prs\.proofpoint\.com/i, certainty: 'A', sources: ['zone-eu/zone-mta config/bounces.txt', 'ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Blocked by Proofpoint’s reputation', de: 'Nach dem Ruf bei Proofpoint gesperrt' },
    toDo: { en: 'The form at ipcheck.proofpoint.com', de: 'Das Formular auf ipcheck.proofpoint.com' },
  },
  {
    id: 'pp-csi', pattern: /Cloudmark Sender Intelligence|csi\.cloudmark\.com/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Listed at Cloudmark CSI', de: 'Bei Cloudmark CSI gelistet' },
    toDo: { en: 'The reset form there', de: 'Das Formular zum Zurücksetzen dort' },
  },
  {
    id: 'pp-dmarc', pattern: /rejected per sender's DMARC policy/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Refused by the DMARC policy of the sender’s domain', de: 'Nach der DMARC-Richtlinie der Absenderdomain abgelehnt' },
    toDo: { en: 'Align SPF or DKIM', de: 'SPF oder DKIM abstimmen' },
  },
  {
    id: 'pp-verify', pattern: /unverified address|Address verification in progress/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'They are still checking the recipient’s address', de: 'Sie prüfen noch die Adresse des Empfängers' },
    toDo: { en: 'Try again', de: 'Erneut versuchen' },
  },
]

export const MIMECAST_REPLIES: KnownReply[] = [
  {
    id: 'mc-grey', pattern: /451 Internal resource(s)? (is |are )?temporarily unavailable/i, certainty: 'A', sources: ['electronicaportatil.com copy of the Mimecast list'],
    means: { en: 'Greylisting (1 minute to 12 hours) or a poor reputation', de: 'Greylisting (1 Minute bis 12 Stunden) oder schlechter Ruf' },
    toDo: { en: 'Try again from the same address', de: 'Von derselben Adresse erneut versuchen' },
  },
  {
    id: 'mc-rbl', pattern: /csi\.mimecast\.org|Poor Reputation Sender/i, certainty: 'A', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Reputation of the address', de: 'Ruf der Adresse' },
    toDo: { en: 'Only the recipient’s administrator can act', de: 'Nur der Administrator des Empfängers kann handeln' },
  },
  {
    id: 'mc-spoof', pattern: /Anti-Spoofing policy/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The recipient’s own domain stands as sender', de: 'Als Absender steht die eigene Domain des Empfängers' },
    toDo: { en: 'Only the recipient’s administrator can act', de: 'Nur der Administrator des Empfängers kann handeln' },
  },
  {
    id: 'mc-dmarc', pattern: /DMARC Sender Invalid/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Refused by the DMARC policy of the sender’s domain', de: 'Nach der DMARC-Richtlinie der Absenderdomain abgelehnt' },
    toDo: { en: 'Align SPF or DKIM', de: 'SPF oder DKIM abstimmen' },
  },
  {
    id: 'mc-sec', pattern: /Email rejected due to security policies/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Content, link or attachment', de: 'Inhalt, Link oder Anhang' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
]

export const BARRACUDA_GW_REPLIES: KnownReply[] = [
  {
    id: 'b-rep', pattern: /Barracuda Reputation|barracudanetworks\.com\/reputation|b\.barracudacentral\.org/i, certainty: 'A', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'On Barracuda’s reputation list', de: 'Auf der Reputationsliste von Barracuda' },
    toDo: { en: 'The removal request', de: 'Der Antrag auf Austragung' },
  },
  {
    id: 'b-perm', pattern: /permanent failure for one or more recipients .*:blocked/i, certainty: 'A-', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Stopped by the filter', de: 'Vom Filter aufgehalten' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
  {
    id: 'b-url', pattern: /spam URL in content/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'A link leads to a listed domain', de: 'Ein Link führt zu einer gelisteten Domain' },
    toDo: { en: 'Look it up at SURBL, URIBL and DBL', de: 'Bei SURBL, URIBL und DBL nachsehen' },
  },
  {
    id: 'b-grey', pattern: /Greylisted for/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Greylisting', de: 'Greylisting' },
    toDo: { en: 'Try again', de: 'Erneut versuchen' },
  },
  {
    id: 'b-spoof', pattern: /rejecting spoofed message/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The check for forged senders', de: 'Die Prüfung auf gefälschte Absender' },
    toDo: { en: 'Mend authentication', de: 'Authentisierung in Ordnung bringen' },
  },
  {
    id: 'b-banned', pattern: /banned content/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Content that is not allowed there', de: 'Inhalt, der dort nicht erlaubt ist' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
  {
    id: 'b-abuse', pattern: /Policy Rejection- Abuse/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Refused for abuse', de: 'Wegen Missbrauchs abgelehnt' },
    toDo: { en: 'Find the source, then the removal request', de: 'Quelle finden, dann der Antrag auf Austragung' },
  },
  {
    id: 'b-bare', pattern: /^5\d\d (5\.\d\.\d )?Blocked\s*$/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'No reason is given', de: 'Es wird kein Grund genannt' },
    toDo: { en: 'Ask the recipient’s administrator', de: 'Den Administrator des Empfängers fragen' },
  },
]

export const CISCO_REPLIES: KnownReply[] = [
  {
    id: 'ci-sbrs', pattern: /sending MTA's poor reputation|Your access to (submit messages to this e-mail|this mail) system has been rejected/i, certainty: 'A', sources: ['danrichard.com', 'zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'The reputation of the address is too low (by default below −3)', de: 'Der Ruf der Adresse ist zu schlecht (voreingestellt unter −3)' },
    toDo: { en: 'Talos', de: 'Talos' },
  },
  {
    id: 'ci-dom', pattern: /poor reputation of a domain used in message transfer/i, certainty: 'A-', sources: ['kumomta bounces.toml'],
    means: { en: 'Reputation of the sender’s domain', de: 'Ruf der Absenderdomain' },
    toDo: { en: 'Talos', de: 'Talos' },
  },
]
