import { writeMultilogStamp } from '../../agent/logs/multilog-stamp.ts'
import { createLogWriter, type LogWriter } from './log-writer.ts'
import { createRandom } from './random.ts'
import { endOf, putTraffic, type Mail, type Recipient } from './traffic.ts'

const BEGIN = Date.UTC(2026, 10, 23) / 1000
const PIDS = 32_000
const OPEN_DELIVERIES = 1e6

/** A day of qmail-send and spamdyke through one multilog: exactly `lines` lines, and their truth. */
export function generateQmailLog(lines: number, seed: number, file: string, truthFile: string): void {
  const random = createRandom(seed)
  const log = createLogWriter(file, lines, (second) => `${writeMultilogStamp(new Date((BEGIN + second) * 1000))} `)
  let deliveries = 0
  putTraffic(random, log, { lines, linesPerMail: 11.5 }, (mail) => {
    // Message numbers are inodes, used again as soon as they are free; here after a day at the latest.
    const message = 2_400_000 + mail.number
    const qp = 300 + (mail.number % PIDS)
    const isSessionFirst = random() < 0.5
    if (isSessionFirst) putSession(log, mail, qp)
    log.put(mail.second, `new msg ${message}`)
    log.put(mail.second, `info msg ${message}: bytes ${600 + (mail.number % 90_000)} from <${mail.account || 'news@outside.example'}> qp ${qp} uid 7791`)
    if (!isSessionFirst) putSession(log, mail, qp)
    for (const recipient of mail.recipients) {
      deliveries = putAttempts(log, mail, recipient, { message, deliveries })
    }
    log.put(endOf(mail), `end msg ${message}`)
  })
  log.end(truthFile)
}

function putSession(log: LogWriter, { account, ip, recipients, second, number }: Mail, qp: number): void {
  for (const { address } of recipients) {
    log.put(second, `spamdyke[${400 + (number % PIDS)}]: ALLOWED from: ${account || 'news@outside.example'} to: ${address} origin_ip: ${ip} origin_rdns: (unknown) auth: ${account || '(unknown)'} encryption: TLS reason: 250_ok_${BEGIN + second}_qp_${qp}`)
  }
}

/** @returns how many deliveries there were up to now */
function putAttempts(log: LogWriter, mail: Mail, { provider, domain, address, attempts }: Recipient, counted: { message: number; deliveries: number }): number {
  let { deliveries } = counted
  for (const { second, outcome } of attempts) {
    const number = 1 + (deliveries++ % OPEN_DELIVERIES)
    const said = outcome === 'sent' ? 'success' : outcome === 'bounced' ? 'failure' : 'deferral'
    const text = outcome === 'sent' ? provider.accepted(mail.number) : ((outcome === 'bounced' ? provider.refusals : provider.deferrals)[0]?.[1] ?? 'timed out')
    log.put(second, `starting delivery ${number}: msg ${counted.message} to remote ${address}`)
    log.put(second, `status: local 0/10 remote ${1 + (number % 20)}/20`)
    const meaning = { outcome, receiver: domain.split('.').slice(-2).join('.'), account: mail.account }
    log.put(second, `delivery ${number}: ${said}: ${provider.network}26_said:/Remote_host_said:_${text.replaceAll(' ', '_')}/`, meaning)
    log.put(second, `status: local 0/10 remote ${number % 20}/20`)
  }
  return deliveries
}
