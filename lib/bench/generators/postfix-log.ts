import { createLogWriter, type LogWriter, type Outcome } from './log-writer.ts'
import { hex, PROVIDERS, type Provider, type Reply } from './log-providers.ts'
import { createRandom, type Random } from './random.ts'

const DOMAINS = 4000
const ACCOUNTS = 20_000
const SMALL_RECEIVERS = 5000
const DAY_SECONDS = 86_400
const LINES_PER_MESSAGE = 7.6
/** A burst: 5,000 mails of one account within 1,000 seconds. */
const BURST = { account: 4711, begin: 50_400, seconds: 1000, each: 5 }
const HOST = 'mx07'
const EPOCH = 1_795_392_000
const DIGITS = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'
const TOTAL_WEIGHT = PROVIDERS.reduce((sum, { weight }) => sum + weight, 0)

type Traffic = { random: Random; log: LogWriter; now: number; pid: number; queueNumber: number; messageNumber: number }

/** One day of a busy submission host running Postfix with long queue ids: exactly `lines` lines, and their truth. */
export function generatePostfixLog(lines: number, seed: number, file: string, truthFile: string): void {
  const log = createLogWriter(file, lines, stampOf)
  const traffic: Traffic = { random: createRandom(seed), log, now: 0, pid: 1000, queueNumber: 1, messageNumber: 1 }
  const perSecond = lines / DAY_SECONDS / LINES_PER_MESSAGE
  let due = 0
  for (let second = 0; !log.isFull(); second++) {
    traffic.now = second
    due += perSecond * (1 + 0.6 * Math.sin((second / DAY_SECONDS - 0.25) * 2 * Math.PI))
    for (; due >= 1; due--) putMessage(traffic, second, traffic.random.zipf(ACCOUNTS), false)
    if (second >= BURST.begin && second < BURST.begin + BURST.seconds) {
      for (let each = 0; each < BURST.each; each++) putMessage(traffic, second, BURST.account, true)
    }
    putOtherLines(traffic, second)
    log.write(second)
  }
  log.end(truthFile)
}

function putMessage(traffic: Traffic, begin: number, account: number, isBurst: boolean): void {
  const { random, log } = traffic
  const id = queueId(traffic)
  const from = accountName(account)
  const second = putSubmission(traffic, { begin, account, id, isBurst })

  const recipients = isBurst ? 1 : random() < 0.9 ? 1 : 2 + random.int(8)
  log.put(second, `postfix/qmgr[977]: ${id}: from=<${from}>, size=${600 + random.int(90_000)}, nrcpt=${recipients} (queue active)`)
  const first = second + random.int(3)
  let last = first
  for (let each = 0; each < recipients; each++) {
    last = Math.max(last, putRecipient(traffic, { begin, first, id, from, recipients, isBurst }))
  }
  log.put(last, `postfix/qmgr[977]: ${id}: removed`)
}

/** @returns the second in which the queue manager takes the message */
function putSubmission(traffic: Traffic, mail: { begin: number; account: number; id: string; isBurst: boolean }): number {
  const { random, log } = traffic
  const { begin, account, id, isBurst } = mail
  const pid = (traffic.pid = 1000 + ((traffic.pid + 7) % 31_000))
  const ip = `${80 + random.int(100)}.${random.int(256)}.${random.int(256)}.${1 + random.int(254)}`
  const host = random() < 0.3 ? 'unknown' : `p${ip.replace(/\./g, '-')}.dip0.isp.example`
  const messageId = () => `<${hex(traffic.messageNumber++)}.${hex(traffic.messageNumber)}@kunde${account % DOMAINS}.example>`

  if (random() < 0.25 && !isBurst) {
    log.put(begin, `postfix/pickup[${pid}]: ${id}: uid=${10_000 + (account % DOMAINS)} from=<${accountName(account)}>`)
    log.put(begin, `postfix/cleanup[${pid + 1}]: ${id}: message-id=${messageId()}`)
    return begin
  }
  const smtpd = `postfix/submission/smtpd[${pid}]`
  log.put(begin, `${smtpd}: connect from ${host}[${ip}]`)
  if (random() < 0.7) {
    log.put(begin, `${smtpd}: Anonymous TLS connection established from ${host}[${ip}]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256`)
  }
  log.put(begin, `${smtpd}: ${id}: client=${host}[${ip}], sasl_method=${random() < 0.5 ? 'PLAIN' : 'LOGIN'}, sasl_username=${accountName(account)}`)
  log.put(begin, `postfix/cleanup[${pid + 1}]: ${id}: message-id=${messageId()}`)
  const end = begin + random.int(2)
  log.put(end, `${smtpd}: disconnect from ${host}[${ip}] ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=8`)
  return end
}

type Mail = { begin: number; first: number; id: string; from: string; recipients: number; isBurst: boolean }
type Target = { provider: Provider; to: string; mx: string; relay: string; pid: number }

/** @returns the second of the last attempt */
function putRecipient(traffic: Traffic, mail: Mail): number {
  const { random, log } = traffic
  const target = pickTarget(random)
  const { provider, to, relay } = target
  const fate = random()
  target.pid = 2000 + random.int(28_000)
  const number = random.int(1e9)
  const second = fate < (mail.isBurst ? 0.3 : 0.05) ? putDeferrals(traffic, mail, target) : mail.first

  if (fate > 0.98 || (mail.isBurst && fate > 0.6)) putBounce(traffic, mail, target, { second, number })
  else {
    const delay = (second - mail.begin + 0.3 + random()).toFixed(2)
    const line = `postfix/smtp[${target.pid}]: ${mail.id}: to=<${to}>, relay=${relay}, delay=${delay}, delays=0.08/0.01/0.2/${random().toFixed(2)}, dsn=2.0.0, status=sent (${provider.accepted(number)})`
    log.put(second, line, meaningOf('sent', target, mail))
  }
  return second
}

function pickTarget(random: Random): Target {
  const provider = pickProvider(random)
  const small = provider.domains.length === 0 ? `firma${random.zipf(SMALL_RECEIVERS)}.example` : null
  const domain = small ?? random.pick(provider.domains)
  const mx = small ? `mail.${small}` : provider.mx
  const to = `${random.pick(['info', 'office', 'max.muster', 'anna', 'post', 'kontakt'])}${random.int(99_999)}@${domain}`
  return { provider, to, mx, relay: `${mx}[${provider.network}${1 + random.int(250)}]:25`, pid: 0 }
}

function pickProvider(random: Random): Provider {
  let left = random() * TOTAL_WEIGHT
  for (const provider of PROVIDERS) {
    if (left < provider.weight) return provider
    left -= provider.weight
  }
  return PROVIDERS.at(-1) as Provider
}

/** Some attempts that are deferred, with growing pauses. @returns the second of the attempt after them */
function putDeferrals({ random, log }: Traffic, mail: Mail, target: Target): number {
  const reply = random.pick(target.provider.deferrals)
  const tries = 1 + Number(random() < 0.3) + Number(random() < 0.1)
  let second = mail.first
  for (let each = 0; each < tries; each++) {
    log.put(second, deferralLine(mail, target, reply, second), meaningOf('deferred', target, mail))
    second += 300 * (each + 1) + random.int(200)
    log.put(second, `postfix/qmgr[977]: ${mail.id}: from=<${mail.from}>, size=2345, nrcpt=${mail.recipients} (queue active)`)
  }
  return second
}

function deferralLine({ id, begin }: Mail, { pid, to, relay, mx, provider }: Target, reply: Reply, second: number): string {
  const beginning = `postfix/smtp[${pid}]: ${id}: to=<${to}>`
  const waited = second - begin
  return reply
    ? `${beginning}, relay=${relay}, delay=${waited + 0.5}, delays=0.1/0.02/0.3/0.08, dsn=${reply[0]}, status=deferred (host ${mx}[${provider.network}26] said: ${reply[1]} (in reply to end of DATA command))`
    : `${beginning}, relay=none, delay=${waited + 30}, delays=0.1/0.02/30/0, dsn=4.4.1, status=deferred (connect to ${mx}[${provider.network}26]:25: Connection timed out)`
}

/** A refusal, and the report that the sender gets in his mailbox on this host. */
function putBounce(traffic: Traffic, mail: Mail, target: Target, { second, number }: { second: number; number: number }): void {
  const { random, log } = traffic
  const { provider, to, relay, mx, pid } = target
  const [code, text] = random.pick(provider.refusals)
  const line = `postfix/smtp[${pid}]: ${mail.id}: to=<${to}>, relay=${relay}, delay=${second - mail.begin + 1.2}, delays=0.1/0.01/0.6/0.5, dsn=${code}, status=bounced (host ${mx}[${provider.network}26] said: ${text} (in reply to RCPT TO command))`
  log.put(second, line, meaningOf('bounced', target, mail))

  const report = queueId(traffic)
  log.put(second, `postfix/bounce[${pid + 1}]: ${mail.id}: sender non-delivery notification: ${report}`)
  log.put(second, `postfix/cleanup[${pid + 2}]: ${report}: message-id=<2026112300.${report}@${HOST}.example>`)
  log.put(second, `postfix/qmgr[977]: ${report}: from=<>, size=4822, nrcpt=1 (queue active)`)
  const delivered = `postfix/lmtp[${pid + 3}]: ${report}: to=<${mail.from}>, relay=${HOST}.example[private/dovecot-lmtp], delay=0.05, delays=0.01/0/0.02/0.02, dsn=2.0.0, status=sent (250 2.0.0 <${mail.from}> qKx3M${hex(number)} Saved)`
  log.put(second + 1, delivered, { outcome: 'sent', receiver: 'local', account: '' })
  log.put(second + 1, `postfix/qmgr[977]: ${report}: removed`)
}

function putOtherLines({ random, log }: Traffic, second: number): void {
  if (random() < 0.2) {
    const ip = `${1 + random.int(220)}.${random.int(256)}.${random.int(256)}.${random.int(256)}`
    log.put(second, `postfix/smtpd[${3000 + random.int(999)}]: NOQUEUE: reject: RCPT from unknown[${ip}]: 554 5.7.1 Service unavailable; Client host [${ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/${ip}; from=<spam@x.example> to=<info@kunde${random.int(DOMAINS)}.example> proto=ESMTP helo=<x.example>`)
  }
  if (random() < 0.3) {
    log.put(second, `dovecot: imap-login: Login: user=<${accountName(random.zipf(ACCOUNTS))}>, method=PLAIN, rip=93.184.${random.int(256)}.${random.int(256)}, lip=203.0.113.25, mpid=${random.int(30_000)}, TLS, session=<${hex(second)}>`)
  }
  if (random() < 0.01) {
    log.put(second, `postfix/smtpd[${3000 + random.int(999)}]: warning: hostname bad.example does not resolve to address 192.0.2.${random.int(255)}: Name or service not known`)
  }
}

function meaningOf(outcome: Outcome, { provider }: Target, { from }: Mail) {
  return { outcome, receiver: provider.name, account: from }
}

function accountName(account: number): string {
  return `user${account}@kunde${account % DOMAINS}.example`
}

/** Postfix's long queue ids: seconds and microseconds to the base 52, `z`, inode to the base 51. */
function queueId(traffic: Traffic): string {
  const number = ++traffic.queueNumber
  return `${toBase(EPOCH + traffic.now, 6, 52)}${toBase((number * 7919) % 1_000_000, 4, 52)}z${toBase(1_300_000 + (number % 500_000), 1, 51)}`
}

function toBase(value: number, width: number, base: number): string {
  let digits = ''
  let left = value
  do {
    digits = `${DIGITS[left % base]}${digits}`
    left = Math.floor(left / base)
  } while (left > 0)
  return digits.padStart(width, '0')
}

function stampOf(second: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const ofDay = second % DAY_SECONDS
  return `Nov ${23 + Math.floor(second / DAY_SECONDS)} ${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)} ${HOST} `
}
