/** A reply text with its enhanced status code; no code: the server was not reached. */
export type Reply = readonly [code: string, text: string] | null

export type Provider = {
  name: string
  /** Of a hundred mails so many go there. */
  weight: number
  /** Domains of its customers; none: it stands for thousands of small ones. */
  domains: readonly string[]
  mx: string
  network: string
  accepted: (n: number) => string
  deferrals: readonly Reply[]
  refusals: readonly Exclude<Reply, null>[]
}

export function hex(n: number): string {
  return ((n * 2654435761) % 4294967296 >>> 0).toString(16).padStart(8, '0')
}

/** The large receivers of a German provider's mail, with their own words. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'google', weight: 34, domains: ['gmail.com', 'googlemail.com'], mx: 'gmail-smtp-in.l.google.com', network: '142.251.127.',
    accepted: (n) => `250 2.0.0 OK  ${1795392000 + n} ${hex(n)}-20020a05600c3acaa0b0040b3b9ab8b2si5${n % 1000000}wmg.112 - gsmtp`,
    deferrals: [
      ['4.7.28', '421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your SPF domain [example.net      36]. To protect our users from spam, mail sent from your domain has been temporarily rate limited. a640c23a62f3a-gsmtp'],
      ['4.2.2', "452 4.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaTemp d2e1a72fcca58-gsmtp"],
    ],
    refusals: [
      ['5.7.26', '550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. gsmtp'],
      ['5.1.1', "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. gsmtp"],
    ],
  },
  {
    name: 'microsoft', weight: 18, domains: ['outlook.com', 'hotmail.com', 'live.com', 'hotmail.de'], mx: 'outlook-com.olc.protection.outlook.com', network: '52.101.68.',
    accepted: (n) => `250 2.6.0 <${hex(n)}@mx> [InternalId=${70000000000 + n}, Hostname=AM9P189MB1681.EURP189.PROD.OUTLOOK.COM] 18${n % 1000} bytes in 0.1${n % 100}, 75.${n % 1000} KB/sec Queued mail for delivery -> 250 2.1.5`,
    deferrals: [['4.7.650', '451 4.7.650 The mail server [203.0.113.25] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775) [DB8EUR05FT041.eop-eur05.prod.protection.outlook.com 2026-11-23T00:00:00.000Z 08DE2A]']],
    refusals: [
      ['5.7.1', "550 5.7.1 Unfortunately, messages from [203.0.113.25] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [AM4PEPF00027A69.eurprd04.prod.outlook.com]"],
      ['5.5.0', '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).'],
    ],
  },
  {
    name: 'gmx', weight: 10, domains: ['gmx.de', 'gmx.net', 'web.de'], mx: 'mx00.emig.gmx.net', network: '212.227.15.',
    accepted: (n) => `250 Requested mail action okay, completed: id=1MQ${n.toString(36)}-1vKNwR0wXP-00`,
    deferrals: [['4.0.0', '421 Service not available: too many connections from your IP']],
    refusals: [['5.0.0', '554 Transaction failed For explanation visit https://postmaster.gmx.net/en/case?c=r0401&i=ip&v=203.0.113.25&r=1N5']],
  },
  {
    name: 'yahoo', weight: 7, domains: ['yahoo.com', 'yahoo.de', 'aol.com'], mx: 'mta5.am0.yahoodns.net', network: '67.195.204.',
    accepted: () => '250 ok dirdel',
    deferrals: [['4.7.0', '421 4.7.0 [TSS04] Messages from 203.0.113.25 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes']],
    refusals: [['5.0.0', '554 delivery error: dd Sorry your message to u@yahoo.com cannot be delivered. This mailbox is disabled (554.30).']],
  },
  {
    name: 'tonline', weight: 6, domains: ['t-online.de', 'magenta.de'], mx: 'mx00.t-online.de', network: '194.25.134.',
    accepted: () => '250 2.0.0 Message accepted.',
    deferrals: [['4.0.0', '421 4.0.0 Too many connections']],
    refusals: [['5.7.0', '554 IP=203.0.113.25 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)']],
  },
  {
    name: 'apple', weight: 4, domains: ['icloud.com', 'me.com'], mx: 'mx01.mail.icloud.com', network: '17.42.251.',
    accepted: (n) => `250 2.0.0 Ok: queued as ${hex(n).toUpperCase()}`,
    deferrals: [['4.7.0', '450 4.7.0 Message rejected due to local policy']],
    refusals: [['5.7.1', '554 5.7.1 [HM08] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137']],
  },
  {
    name: 'other', weight: 21, domains: [], mx: '', network: '198.51.100.',
    accepted: (n) => `250 2.0.0 Ok: queued as 4${hex(n).toUpperCase()}`,
    deferrals: [['4.3.0', '450 4.3.0 Temporary lookup failure'], ['4.2.0', '450 4.2.0 <x@y>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.html'], null],
    refusals: [['5.1.1', '550 5.1.1 <x@y>: Recipient address rejected: User unknown in virtual mailbox table'], ['5.7.1', '554 5.7.1 Service unavailable; Client host [203.0.113.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/203.0.113.25']],
  },
]
