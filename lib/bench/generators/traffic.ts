import type { LogWriter, Outcome } from './log-writer.ts'
import { PROVIDERS, type Provider } from './log-providers.ts'
import type { Random } from './random.ts'

const ACCOUNTS = 20_000
const DOMAINS = 4000
const SMALL_RECEIVERS = 5000
const DAY_SECONDS = 86_400

export type Attempt = { second: number; outcome: Outcome }
export type Recipient = { provider: Provider; domain: string; mx: string; address: string; attempts: Attempt[] }
/** A mail of an account; every twentieth comes from outside and is nobody's (`account` is empty). */
export type Mail = { number: number; second: number; account: string; ip: string; recipients: Recipient[] }

/** One day of mail as a submission host has it, until the log is full; `put` writes a mail's lines. */
export function putTraffic(random: Random, log: LogWriter, options: { lines: number; linesPerMail: number }, put: (mail: Mail) => void): void {
  const perSecond = options.lines / DAY_SECONDS / options.linesPerMail
  let due = 0
  let number = 0
  for (let second = 0; !log.isFull(); second++) {
    for (due += perSecond; due >= 1; due--) put(makeMail(random, number++, second))
    log.write(second)
  }
}

function makeMail(random: Random, number: number, second: number): Mail {
  const account = random.zipf(ACCOUNTS)
  const recipients = random() < 0.9 ? 1 : 2 + random.int(8)
  return {
    number,
    second,
    account: random() < 0.05 ? '' : `user${account}@kunde${account % DOMAINS}.example`,
    ip: `${80 + random.int(100)}.${random.int(256)}.${random.int(256)}.${1 + random.int(254)}`,
    recipients: Array.from({ length: recipients }, () => makeRecipient(random, second)),
  }
}

function makeRecipient(random: Random, begin: number): Recipient {
  const provider = random.pick(PROVIDERS)
  const small = `firma${random.zipf(SMALL_RECEIVERS)}.example`
  const domain = provider.domains.length > 0 ? random.pick(provider.domains) : small
  const attempts: Attempt[] = []
  let second = begin + random.int(3)
  for (; random() < 0.07; second += 300 + random.int(600)) attempts.push({ second, outcome: 'deferred' })
  attempts.push({ second, outcome: random() < 0.02 ? 'bounced' : 'sent' })
  return { provider, domain, mx: provider.mx || `mail.${small}`, address: `info${random.int(99_999)}@${domain}`, attempts }
}

/** The second in which the last attempt is over. */
export function endOf(mail: Mail): number {
  return Math.max(...mail.recipients.flatMap(({ attempts }) => attempts.map(({ second }) => second)))
}
