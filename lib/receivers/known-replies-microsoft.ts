import type { KnownReply } from './known-reply.ts'

export const MICROSOFT_CONSUMER_REPLIES: KnownReply[] = [
  {
    id: 'ms-blocklist', pattern: /part of their network is on our block ?list|\(S31[45]0\)/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb', 'docs.hetzner.com RO-EAA35', 'SendGrid KB 38465017420955'],
    means: { en: 'The address or its range is blocked (S3140); S3150: sources disagree between a block and throttling', de: 'Die Adresse oder ihr Bereich ist gesperrt (S3140); zu S3150 sind sich die Quellen uneins: Sperre oder Drosselung' },
    toDo: { en: 'Check the SNDS status, stop the source of the spam, file the sender support form for exactly these addresses', de: 'SNDS-Status prüfen, Spamquelle abstellen, das Formular des Sender Supports für genau diese Adressen senden' },
  },
  {
    id: 'ms-rate-rep', pattern: /4\.7\.65[0-9].*temporarily rate limited due to IP reputation/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb', 'ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Slowed because of the address’s reputation; S775, S843, S3114 and S77xx in brackets are internal', de: 'Gedrosselt wegen des Rufs der Adresse; S775, S843, S3114 und S77xx in Klammern sind intern' },
    toDo: { en: 'Fewer connections and less volume, warm up; the form if it lasts longer than 24 to 48 hours', de: 'Weniger Verbindungen und Menge, langsam steigern; das Formular, wenn es länger als 24 bis 48 Stunden dauert' },
  },
  {
    id: 'ms-rp', pattern: /\bRP-00[123]\b/i, certainty: 'A-', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Old code: limited by reputation (001), connections (002), other (003)', de: 'Alter Code: begrenzt wegen Ruf (001), Verbindungen (002), anderem (003)' },
    toDo: { en: 'Slow down', de: 'Langsamer senden' },
  },
  {
    id: 'ms-dy', pattern: /\bDY-00[12]\b/i, certainty: 'B', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Old code: the address looks dynamic or compromised', de: 'Alter Code: die Adresse sieht dynamisch oder gekapert aus' },
    toDo: { en: 'Send from a static address with reverse DNS of its own', de: 'Von einer festen Adresse mit eigenem Reverse-DNS senden' },
  },
  {
    id: 'ms-ou', pattern: /\bOU-00[12]\b/i, certainty: 'B', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Old code: blocked by policy (001: on a list such as Spamhaus)', de: 'Alter Code: per Richtlinie gesperrt (001: auf einer Liste wie Spamhaus)' },
    toDo: { en: 'Delist there first, then the form', de: 'Erst dort austragen lassen, dann das Formular' },
  },
  {
    id: 'ms-sc', pattern: /\bSC-00[1-4]\b/i, certainty: 'A-', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Old code: blocked by policy; 001 reputation, 002 address blocked, 003 open proxy or relay, 004 content', de: 'Alter Code: per Richtlinie gesperrt; 001 Ruf, 002 Adresse gesperrt, 003 offener Proxy oder offenes Relay, 004 Inhalt' },
    toDo: { en: 'Mend the cause, then the form', de: 'Ursache beheben, dann das Formular' },
  },
  {
    id: 'ms-515', pattern: /5\.7\.515\b/i, certainty: 'A', sources: ['https://support.microsoft.com/en-au/topic/fix-ndr-error-550-5-7-515-in-outlook-com-34cfe8f8-6fbf-457e-9e8b-9e4dbaf4e0ef'],
    means: { en: 'The From domain lacks SPF, DKIM and aligned DMARC, which senders of more than 5,000 mails a day need', de: 'Der Absenderdomain fehlen SPF, DKIM und dazu passendes DMARC, die ab 5.000 Mails am Tag verlangt werden' },
    toDo: { en: 'Publish SPF, DKIM and DMARC (p=none is enough) and align them', de: 'SPF, DKIM und DMARC veröffentlichen (p=none genügt) und aufeinander abstimmen' },
  },
  {
    id: 'ms-spamhaus-dom', pattern: /(MailFrom|Helo) domain is listed in Spamhaus|\(S800[12]\)/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The domain of the sender or of HELO is in the Spamhaus DBL', de: 'Die Domain des Absenders oder aus HELO steht in der DBL von Spamhaus' },
    toDo: { en: 'Delist it at Spamhaus', de: 'Bei Spamhaus austragen lassen' },
  },
  {
    id: 'ms-busy', pattern: /4\.7\.(5\d\d|8[5-9]\d).*(server busy|access denied, please try again later)/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Held back for a while, until the traffic has been judged', de: 'Vorläufig gebremst, bis der Verkehr beurteilt ist' },
    toDo: { en: 'Try again with growing pauses', de: 'Mit wachsenden Pausen erneut versuchen' },
  },
]

export const MICROSOFT_365_REPLIES: KnownReply[] = [
  {
    id: 'eop-banned-ip', pattern: /5\.7\.(60[6-9]|6[1-4]\d)\b.*(banned|Access denied)/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'The address is banned by Exchange Online', de: 'Die Adresse ist bei Exchange Online gesperrt' },
    toDo: { en: 'Use the delisting portal, then watch for a compromised account', de: 'Das Portal zum Austragen nutzen, dann auf ein gekapertes Konto achten' },
  },
  {
    id: 'eop-511', pattern: /5\.7\.511\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Banned sender; the portal does not help', de: 'Gesperrter Absender; das Portal hilft nicht' },
    toDo: { en: 'Send them the whole bounce by mail', de: 'Ihnen die ganze Fehlermeldung per Mail schicken' },
  },
  {
    id: 'eop-spamhaus', pattern: /blocked using Spamhaus.*\(AS160126\d+\)|AS16012611/i, certainty: 'A', sources: ['zone-eu/zone-mta config/bounces.txt', 'ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Exchange Online found the address at Spamhaus', de: 'Exchange Online hat die Adresse bei Spamhaus gefunden' },
    toDo: { en: 'Delist it at Spamhaus', de: 'Bei Spamhaus austragen lassen' },
  },
  {
    id: 'eop-dmarc', pattern: /5\.7\.509\b|does not pass DMARC verification/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Refused by the DMARC policy of the sender’s domain', de: 'Nach der DMARC-Richtlinie der Absenderdomain abgelehnt' },
    toDo: { en: 'Align SPF and DKIM with the From domain', de: 'SPF und DKIM auf die Absenderdomain abstimmen' },
  },
  {
    id: 'eop-spf', pattern: /5\.7\.23\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'SPF of the sender’s domain does not allow this host', de: 'SPF der Absenderdomain lässt diesen Host nicht zu' },
    toDo: { en: 'Mend the SPF record', de: 'SPF-Eintrag berichtigen' },
  },
  {
    id: 'eop-ptr6', pattern: /[45]\.7\.25\b.*reverse DNS/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'IPv6 without reverse DNS', de: 'IPv6 ohne Reverse-DNS' },
    toDo: { en: 'Set a PTR record, or send over IPv4', de: 'PTR-Eintrag setzen oder über IPv4 senden' },
  },
  {
    id: 'eop-v6auth', pattern: /4\.7\.26\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Mail over IPv6 must pass SPF or DKIM', de: 'Mail über IPv6 muss SPF oder DKIM bestehen' },
    toDo: { en: 'Sign with DKIM', de: 'Mit DKIM signieren' },
  },
  {
    id: 'eop-helo', pattern: /5\.7\.506\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Our HELO uses the receiver’s own name', de: 'Unser HELO verwendet den Namen des Empfängers' },
    toDo: { en: 'Mend the name in HELO', de: 'Namen im HELO berichtigen' },
  },
  {
    id: 'eop-spam', pattern: /5\.7\.(50[123])\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Judged as abuse, the sender is banned', de: 'Als Missbrauch beurteilt, der Absender ist gesperrt' },
    toDo: { en: 'Stop it and look at the account', de: 'Abstellen und das Konto ansehen' },
  },
  {
    id: 'eop-limit', pattern: /5\.7\.508\b|5\.7\.7[0-4]\d\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'More than the permitted volume', de: 'Mehr als die erlaubte Menge' },
    toDo: { en: 'Slow down', de: 'Langsamer senden' },
  },
  {
    id: 'eop-hourly', pattern: /5\.2\.12[12]\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb', 'ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The recipient gets more in an hour than he may', de: 'Der Empfänger bekommt in einer Stunde mehr, als er darf' },
    toDo: { en: 'Try again later', de: 'Später erneut versuchen' },
  },
  {
    id: 'eop-busy', pattern: /4\.7\.500\b|AS7771\d+/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Server busy, often throttling by reputation', de: 'Server ausgelastet, oft eine Drosselung wegen des Rufs' },
    toDo: { en: 'Growing pauses', de: 'Wachsende Pausen' },
  },
  {
    id: 'eop-as345', pattern: /policy violation detected \(AS345\)/i, certainty: 'A-', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/microsoft.rb'],
    means: { en: 'Their content policy', de: 'Ihre Richtlinie zum Inhalt' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
  {
    id: 'eop-conc', pattern: /4\.3\.2\b.*(concurrent connections|Service not available)/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Too many connections at once, or the service is busy', de: 'Zu viele Verbindungen gleichzeitig, oder der Dienst ist ausgelastet' },
    toDo: { en: 'Fewer connections, try again', de: 'Weniger Verbindungen, erneut versuchen' },
  },
  {
    id: 'eop-queue', pattern: /4\.7\.3 Organization queue quota/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The receiving organisation’s quota is used up', de: 'Das Kontingent der empfangenden Organisation ist verbraucht' },
    toDo: { en: 'Try again later', de: 'Später erneut versuchen' },
  },
]
