import type { KnownReply } from './known-reply.ts'

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
