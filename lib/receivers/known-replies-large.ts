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

export const GOOGLE_REPLIES: KnownReply[] = [
  {
    id: 'g-rate-ip', pattern: /(4\.7\.28|5\.7\.28|4\.7\.0|5\.7\.1)\b.*unusual (rate|amount) of (unsolicited )?mail/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Too much unwanted mail from an address, netblock, DKIM domain, SPF domain or linked domain: the text names which', de: 'Zu viel unerwünschte Mail von einer Adresse, einem Netz, einer DKIM-, SPF- oder verlinkten Domain: der Text nennt, was' },
    toDo: { en: 'Find the source, slow down; it ends by itself', de: 'Quelle finden, langsamer senden; es endet von selbst' },
  },
  {
    id: 'g-lowrep-dom', pattern: /very low reputation of the sending domain/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Reputation of the sending domain', de: 'Ruf der sendenden Domain' },
    toDo: { en: 'Clean up; look at Postmaster Tools', de: 'Aufräumen; Postmaster Tools ansehen' },
  },
  {
    id: 'g-lowrep-ip', pattern: /very low reputation of the sending IP/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Reputation of the sending address', de: 'Ruf der sendenden Adresse' },
    toDo: { en: 'Clean up', de: 'Aufräumen' },
  },
  {
    id: 'g-likely-spam', pattern: /likely unsolicited mail/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Content or sender is judged as spam', de: 'Inhalt oder Absender gilt als Spam' },
    toDo: { en: 'Look at content and list of recipients', de: 'Inhalt und Empfängerliste ansehen' },
  },
  {
    id: 'g-content', pattern: /due to the nature of the content/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Content or links', de: 'Inhalt oder Links' },
    toDo: { en: 'Change the content', de: 'Inhalt ändern' },
  },
  {
    id: 'g-auth26', pattern: /[45]\.7\.26\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Neither SPF nor DKIM passes, SPF fails hard, or DMARC refuses', de: 'Weder SPF noch DKIM besteht, SPF schlägt hart fehl, oder DMARC lehnt ab' },
    toDo: { en: 'Mend authentication', de: 'Authentisierung in Ordnung bringen' },
  },
  {
    id: 'g-auth-spf', pattern: /[45]\.7\.(24|27)\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'SPF: the record is bad (24) or does not pass (27)', de: 'SPF: der Eintrag ist fehlerhaft (24) oder besteht nicht (27)' },
    toDo: { en: 'Mend the SPF record', de: 'SPF-Eintrag berichtigen' },
  },
  {
    id: 'g-auth-dkim', pattern: /[45]\.7\.30\b/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'DKIM does not pass', de: 'DKIM besteht nicht' },
    toDo: { en: 'Sign with DKIM', de: 'Mit DKIM signieren' },
  },
  {
    id: 'g-align', pattern: /[45]\.7\.32\b|no DMARC alignment/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb', 'ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The From domain is not aligned', de: 'Die Absenderdomain passt nicht dazu' },
    toDo: { en: 'Align SPF or DKIM with it', de: 'SPF oder DKIM darauf abstimmen' },
  },
  {
    id: 'g-tls', pattern: /[45]\.7\.29\b|TLS required for RCPT domain/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'TLS is required', de: 'TLS ist verlangt' },
    toDo: { en: 'Let the host speak TLS', de: 'Den Host TLS sprechen lassen' },
  },
  {
    id: 'g-ptr', pattern: /[45]\.7\.(23|25)\b|does not have a PTR record|PTR record setup/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'The PTR record is missing or does not match', de: 'Der PTR-Eintrag fehlt oder passt nicht' },
    toDo: { en: 'Set the PTR record and the forward one', de: 'PTR-Eintrag und Gegenstück setzen' },
  },
  {
    id: 'g-ipv6', pattern: /IPv6 sending guidelines/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'IPv6 without PTR record or authentication', de: 'IPv6 ohne PTR-Eintrag oder Authentisierung' },
    toDo: { en: 'Set a PTR record, or send over IPv4', de: 'PTR-Eintrag setzen oder über IPv4 senden' },
  },
  {
    id: 'g-rcptrate', pattern: /(4\.2\.1|5\.2\.1)\b.*(too quickly|rate that prevents)/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'The recipient gets mail too fast', de: 'Der Empfänger bekommt zu schnell Mail' },
    toDo: { en: 'Try again later', de: 'Später erneut versuchen' },
  },
  {
    id: 'g-dos', pattern: /4\.7\.0 Try again later, closing connection/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/google.rb'],
    means: { en: 'Slowed already when connecting', de: 'Schon beim Verbinden gebremst' },
    toDo: { en: 'Growing pauses', de: 'Wachsende Pausen' },
  },
  {
    id: 'g-dmarc-text', pattern: /not accepted due to domain'?s DMARC policy/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Refused by the DMARC policy of the sender’s domain', de: 'Nach der DMARC-Richtlinie der Absenderdomain abgelehnt' },
    toDo: { en: 'Align SPF or DKIM', de: 'SPF oder DKIM abstimmen' },
  },
]

export const YAHOO_REPLIES: KnownReply[] = [
  {
    id: 'y-tss04', pattern: /\[(TSS?0[1245]|IPTS0[45])\]|temporarily deferred due to (user complaints|unexpected volume)/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb', 'KumoCorp/kumomta assets/community/shaping.toml'],
    means: { en: 'Deferred: a jump in volume or complaints, also bad authentication', de: 'Verzögert: Mengensprung oder Beschwerden, auch mangelnde Authentisierung' },
    toDo: { en: 'Slow down, try again after 2 to 4 hours, cut the complaints', de: 'Langsamer senden, nach 2 bis 4 Stunden erneut versuchen, Beschwerden senken' },
  },
  {
    id: 'y-tss09', pattern: /\[(TSS09|TSS11|TS03)\]|permanently deferred/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb'],
    means: { en: 'All mail of this address is refused; trying again does not help', de: 'Alle Mail dieser Adresse wird abgelehnt; erneutes Versuchen hilft nicht' },
    toDo: { en: 'The contact form, once the cause is mended', de: 'Das Kontaktformular, wenn die Ursache behoben ist' },
  },
  {
    id: 'y-bl', pattern: /\[(BL2[1-3]|TSS07)\]|Spamhaus's list|on Spamhaus XBL/i, certainty: 'A-', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb', 'zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'The address is listed at Spamhaus (21 SBL, 23 XBL; 22 probably PBL)', de: 'Die Adresse steht bei Spamhaus (21 SBL, 23 XBL; 22 wohl PBL)' },
    toDo: { en: 'Delist it at Spamhaus', de: 'Bei Spamhaus austragen lassen' },
  },
  {
    id: 'y-ph01', pattern: /\[PH01\]|not accepted for policy reasons/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb'],
    means: { en: 'Their policy; often content or links that look like phishing', de: 'Ihre Richtlinie; oft Inhalt oder Links, die nach Phishing aussehen' },
    toDo: { en: 'Check links and content', de: 'Links und Inhalt prüfen' },
  },
  {
    id: 'y-auth', pattern: /5\.7\.9.*(unauthenticated|requires all senders)/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb'],
    means: { en: 'SPF or DKIM is missing', de: 'SPF oder DKIM fehlt' },
    toDo: { en: 'Authenticate', de: 'Authentisieren' },
  },
  {
    id: 'y-dmarc', pattern: /\(AU01\)|DMARC/i, certainty: 'A-', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'DKIM or DMARC fails', de: 'DKIM oder DMARC schlägt fehl' },
    toDo: { en: 'Mend it', de: 'In Ordnung bringen' },
  },
  {
    id: 'y-conn', pattern: /Max message per connection|too many connections/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb'],
    means: { en: 'Limit per connection', de: 'Grenze je Verbindung' },
    toDo: { en: 'Fewer mails per connection', de: 'Weniger Mails je Verbindung' },
  },
  {
    id: 'y-rcptrate', pattern: /User is receiving mail too quickly/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/yahooinc.rb'],
    means: { en: 'The recipient gets mail too fast', de: 'Der Empfänger bekommt zu schnell Mail' },
    toDo: { en: 'Try again later', de: 'Später erneut versuchen' },
  },
  {
    id: 'aol-legacy', pattern: /\b(RTR:(SC|BL|BB|DU|RD|CH|GE)|CON:B1|RLY:[A-Z0-9]{2}|HVU:[A-Z]\d|DYN:T\d)/i, certainty: 'B', sources: ['zone-eu/zone-mta config/bounces.txt'],
    means: { en: 'Old codes of AOL (RTR:RD reverse DNS, RTR:DU and BB dynamic, HVU linked domain, DYN:T rate)', de: 'Alte Codes von AOL (RTR:RD Reverse-DNS, RTR:DU und BB dynamisch, HVU verlinkte Domain, DYN:T Rate)' },
    toDo: { en: 'Read the letters of the code', de: 'Die Buchstaben des Codes lesen' },
  },
  {
    id: 'y-ptr', pattern: /Fix reverse DNS/i, certainty: 'B', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Reverse DNS is missing (AT&T domains)', de: 'Reverse-DNS fehlt (Domains von AT&T)' },
    toDo: { en: 'Set the PTR record', de: 'PTR-Eintrag setzen' },
  },
  {
    id: 'y-notallowed', pattern: /Message not allowed - \[\d+\]/i, certainty: 'A-', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'Refused by policy; the number is internal', de: 'Per Richtlinie abgelehnt; die Nummer ist intern' },
    toDo: { en: 'Check content and authentication', de: 'Inhalt und Authentisierung prüfen' },
  },
]

export const APPLE_REPLIES: KnownReply[] = [
  {
    id: 'a-cs', pattern: /\[CS0[12]\]/i, certainty: 'A-', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb', 'suped.com (2026-05)'],
    means: { en: 'Local policy: a fingerprint of content or links', de: 'Eigene Richtlinie: Fingerabdruck von Inhalt oder Links' },
    toDo: { en: 'Check content and links', de: 'Inhalt und Links prüfen' },
  },
  {
    id: 'a-hm08', pattern: /\[HM0?8\]/i, certainty: 'B', sources: ['suped.com knowledge base'],
    means: { en: 'Local policy: reputation', de: 'Eigene Richtlinie: Ruf' },
    toDo: { en: 'Write to icloudadmin@apple.com', de: 'An icloudadmin@apple.com schreiben' },
  },
  {
    id: 'a-hme1', pattern: /\[HME1\]|failing both SPF and DKIM/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb'],
    means: { en: 'SPF and DKIM both fail', de: 'SPF und DKIM schlagen beide fehl' },
    toDo: { en: 'Authenticate', de: 'Authentisieren' },
  },
  {
    id: 'a-dmarc', pattern: /DMARC policy/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb'],
    means: { en: 'Refused by the DMARC policy of the sender’s domain', de: 'Nach der DMARC-Richtlinie der Absenderdomain abgelehnt' },
    toDo: { en: 'Align SPF or DKIM', de: 'SPF oder DKIM abstimmen' },
  },
  {
    id: 'a-dbl', pattern: /domain present in the Spamhaus/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb'],
    means: { en: 'A domain in the mail is in the Spamhaus DBL', de: 'Eine Domain in der Mail steht in der DBL von Spamhaus' },
    toDo: { en: 'Delist the domain', de: 'Domain austragen lassen' },
  },
  {
    id: 'a-sh', pattern: /listing in Spamhaus/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb'],
    means: { en: 'The address is listed at Spamhaus', de: 'Die Adresse steht bei Spamhaus' },
    toDo: { en: 'Delist it at Spamhaus', de: 'Bei Spamhaus austragen lassen' },
  },
  {
    id: 'a-pp', pattern: /Blocked - see https?:\/\/(support|ipcheck)\.proofpoint\.com/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb'],
    means: { en: 'Blocked by Proofpoint’s reputation', de: 'Nach dem Ruf bei Proofpoint gesperrt' },
    toDo: { en: 'The form at ipcheck.proofpoint.com', de: 'Das Formular auf ipcheck.proofpoint.com' },
  },
  {
    id: 'a-hcm', pattern: /\[HCM1\]|deferred due to excessive volume/i, certainty: 'A-', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb', 'kumomta shaping.toml'],
    means: { en: 'Too much at once', de: 'Zu viel auf einmal' },
    toDo: { en: 'Slow down', de: 'Langsamer senden' },
  },
  {
    id: 'a-policy', pattern: /message rejected due to local policy/i, certainty: 'A', sources: ['sisimai/rb-sisimai lib/sisimai/rhost/apple.rb'],
    means: { en: 'Local policy, without a code', de: 'Eigene Richtlinie, ohne Code' },
    toDo: { en: 'Write to icloudadmin@apple.com', de: 'An icloudadmin@apple.com schreiben' },
  },
  {
    id: 'a-errors', pattern: /too many errors/i, certainty: 'A', sources: ['ActiveCampaign/smtp-field-manual data/codes'],
    means: { en: 'The session was ended after many bad commands or recipients', de: 'Sitzung nach vielen falschen Befehlen oder Empfängern beendet' },
    toDo: { en: 'Clean the list of recipients', de: 'Empfängerliste bereinigen' },
  },
]
