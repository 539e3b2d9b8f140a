import type { Receiver } from './receiver.ts'

/** Receivers in Germany, and gateways that stand in front of many of them. */
export const GERMAN_RECEIVERS: Receiver[] = [
  {
    id: 'united-internet', name: 'GMX / WEB.DE / mail.com / 1&1 IONOS', country: 'de',
    mx: ['gmx.net', 'web.de', 'mail.com', 'kundenserver.de', 'ionos.de', 'ionos.com', '1and1.com', 'perfora.net', '1und1.de', '1and1.es', 'schlund.de'],
    domains: ['gmx.*', 'web.de', 'mail.com', 'usa.com', 'email.com', '1und1.de', 'online.de'],
    postmaster: 'https://postmaster.gmx.net / https://postmaster.web.de / https://postmaster.mail.com / https://postmaster.ionos.de',
    feedbackLoop: { name: 'trustedDialog / CSA only', url: 'https://certified-senders.org', keyedBy: 'certified senders', note: 'no public FBL' },
    delisting: [
      { for: 'all blocks', url: 'link in the last reply line (postmaster.*/case?c=..&i=ip&v=IP&r=ID) then the contact form there; https://postmaster.gmx.net/en/contact', asks: ['the complete error text with the case link', 'sender IP', 'kind of mail'], answer: '1-3 working days' },
    ],
    lastLineDecides: true,
    note: 'current replies end with a case link: c = reason code (for example r0201 IP block listed, rdns, hi), i/v = what was judged, r = message id; no enhanced status codes are used, so the LAST line decides',
    certainty: 'A-', asOf: '2026',
    sources: ['ActiveCampaign/smtp-field-manual data/codes', 'new-faq.comservice-ffo.de', 'pastebin samples', 'postmaster.gmx.com/en/error-messages', 'postmaster.mail.com/en/error-messages', 'postmaster.web.de/de/fehlermeldungen'],
  },
  {
    id: 't-online', name: 'Telekom T-Online / Magenta', country: 'de',
    mx: ['t-online.de'],
    domains: ['t-online.de', 'magenta.de'],
    postmaster: 'https://postmaster.t-online.de/index.en.html',
    feedbackLoop: { name: 'see section 4.10 of the page', url: 'https://postmaster.t-online.de', keyedBy: 'IP', note: 'details not verified' },
    delisting: [
      { for: 'NOWL / BL / DIAL', email: 'address in the reply: tobr@rx.t-online.de (reputation), tosa@rx.t-online.de (BL), toda@rx.t-online.de (dial-up); earlier postmaster@rx.t-online.de', asks: ['IP', 'that the FQDN of the IP leads to a domain with a website and imprint (provider identification, direct contact)', 'forward-confirmed rDNS'], answer: 'half an hour (even on a Sunday) to 2 days; takes effect in 1-2 h, at most 24 h' },
    ],
    note: 'allow-list model: an IP unseen for about a year is refused at the greeting until reset; a website with imprint under the host name domain is demanded (section 4.1)',
    certainty: 'A-', asOf: '2026-02',
    sources: ['bllmnn.de 2024-05', 'help.creoline.com', 'kumomta assets/community/bounces.toml', 'sidenotes.de 2026-02', 'timmehosting.de', 'zone-eu/zone-mta config/bounces.txt'],
  },
  {
    id: 'strato', name: 'Strato', country: 'de', mx: ['rzone.de'], domains: ['strato.de'],
    postmaster: 'https://www.strato.de/faq/mail/fehlermeldungen-bei-e-mails/', feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['mailin.rzone.de in a Postfix log of 2011-12-06', 'https://www.strato.de/faq/mail/fehlermeldungen-bei-e-mails/'],
  },
  {
    id: 'hetzner', name: 'Hetzner web hosting', country: 'de', mx: ['your-server.de'], domains: [],
    postmaster: 'https://rbl.your-server.de/', feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['peterablehmann/dnscontrol zones/xnee.net.js', 'arapan-gabriel/email-verifier internal/prober/classify_test.go'],
  },
  {
    id: 'all-inkl', name: 'ALL-INKL.COM', country: 'de', mx: ['kasserver.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['bounce naming wolgast.kasserver.com, 2026-09-02'],
  },
  {
    id: 'domainfactory', name: 'DomainFactory', country: 'de', mx: ['ispgateway.de'], domains: [],
    postmaster: 'http://www.mfaq.info', feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['bounce of mxlb.ispgateway.de', 'zone-eu/zone-mta config/bounces.txt (mfaq.info)'],
  },
  {
    id: 'host-europe', name: 'Host Europe', country: 'de', mx: ['hosteurope.de'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['arapan-gabriel/email-verifier internal/prober/testdata/corpus.tsv (mi004.mc1.hosteurope.de)'],
  },
  {
    id: 'mailbox-org', name: 'mailbox.org', country: 'de', mx: ['mailbox.org'], domains: ['mailbox.org'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['MX records of public zone files (mxext1.mailbox.org)'],
  },
  {
    id: 'posteo', name: 'Posteo', country: 'de', mx: ['posteo.de'], domains: ['posteo.de', 'posteo.net'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['Received lines of mx01.posteo.de, 2023-08-05'],
  },
  {
    id: 'freenet', name: 'freenet Mail', country: 'de', mx: ['freenet.de'], domains: ['freenet.de'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['https://github.com/modoboa/modoboa/issues/1753'],
  },
  {
    id: 'vodafone-de', name: 'Vodafone, Arcor and Kabel Deutschland', country: 'de', mx: ['vodafonemail.de', 'arcor.de', 'kabelmail.de', 'unitybox.de'], domains: ['vodafone.de', 'vodafonemail.de', 'arcor.de', 'kabelmail.de', 'unitybox.de'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'telekom-business', name: 'Telekom business mail', country: 'de', mx: ['ng.telekom.net'], domains: ['telekom.de'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['wintermeyer/vutuv test/vutuv/deliverability/mail_log_test.exs'],
  },
  {
    id: 'mittwald', name: 'Mittwald', country: 'de', mx: ['agenturserver.de'], domains: [],
    postmaster: 'http://www.mittwald.de/faq/e-mail/fehlermeldungen/was-bedeutet-meine-e-mail-fehlermeldung', feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['http://www.mittwald.de/faq/e-mail/fehlermeldungen/was-bedeutet-meine-e-mail-fehlermeldung'],
  },
  {
    id: 'goneo', name: 'goneo', country: 'de', mx: ['goneo.de'], domains: [],
    postmaster: 'https://goneo.de/hilfe/email/fehlermeldungen', feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['https://goneo.de/hilfe/email/fehlermeldungen'],
  },
  {
    id: 'netcup', name: 'netcup', country: 'de', mx: ['netcup.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: '1blu', name: '1blu', country: 'de', mx: ['1blu.de'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'manitu', name: 'manitu', country: 'de', mx: ['manitu.net'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'udmedia', name: 'UD Media', country: 'de', mx: ['udmedia.de'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['https://hilfe.udmedia.de'],
  },
  {
    id: 'bytecamp', name: 'bytecamp', country: 'de', mx: ['bytecamp.net'], domains: [],
    postmaster: 'https://www.bytecamp.net/de/faq/email/zustellen.html', feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['https://www.bytecamp.net/de/faq/email/zustellen.html'],
  },
  {
    id: 'ewetel', name: 'EWE TEL', country: 'de', mx: ['ewetel.de'], domains: ['ewetel.net', 'ewe.net'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'tuta', name: 'Tuta', country: 'de', mx: ['tutanota.de'], domains: ['tuta.com', 'tutanota.com'],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['MX records of public statistics (mail.tutanota.de)'],
  },
  {
    id: 'datev', name: 'DATEV', country: 'de', mx: ['datevnet.de'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['arapan-gabriel/email-verifier internal/prober/testdata/corpus.tsv'],
  },
  {
    id: 'secumail', name: 'SecuMail', country: 'de', mx: ['secumail.de'], domains: [],
    postmaster: 'https://secumail.de', feedbackLoop: null, delisting: [], certainty: 'A-', asOf: '2026-11', sources: ['arapan-gabriel/email-verifier internal/prober/testdata/corpus.tsv'],
  },
  {
    id: 'hornetsecurity', name: 'Hornetsecurity', country: 'de', mx: ['hornetsecurity.com', 'antispameurope.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'B', asOf: '2026-11', sources: ['https://support.everycloud.com/support/solutions/articles/4000007755-workspace-classification-codes'],
  },
  {
    id: 'retarus', name: 'Retarus', country: 'de', mx: ['retarus.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'expurgate', name: 'eleven eXpurgate', country: 'de', mx: ['expurgate.net', 'expurgate.de'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'nospamproxy', name: 'NoSpamProxy', country: 'de', mx: ['nospamproxy.com'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
  {
    id: 'dfn', name: 'DFN MailSupport', country: 'de', mx: ['dfn.de'], domains: [],
    postmaster: null, feedbackLoop: null, delisting: [], certainty: 'C', asOf: '2026-11', sources: ['facts of 2026-11 (MX suffix only)'],
  },
]
