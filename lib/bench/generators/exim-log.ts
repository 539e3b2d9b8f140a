import { createLogWriter } from './log-writer.ts'
import { createRandom } from './random.ts'
import { endOf, putTraffic, type Attempt, type Mail, type Recipient } from './traffic.ts'

const BEGIN_MS = Date.UTC(2026, 10, 23)
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const HOST = 'mx07.example'

/** Exim's main log of a day, with the long message ids of 4.97 and later: exactly `lines` lines, and their truth. */
export function generateEximLog(lines: number, seed: number, file: string, truthFile: string): void {
  const random = createRandom(seed)
  const log = createLogWriter(file, lines, stampOf)
  putTraffic(random, log, { lines, linesPerMail: 4.3 }, (mail) => {
    const id = messageId(mail)
    log.put(mail.second, `${id} ${arrivalOf(mail)}`)
    for (const recipient of mail.recipients) {
      for (const attempt of recipient.attempts) {
        const meaning = { outcome: attempt.outcome, receiver: recipient.provider.name === 'other' ? recipient.domain : recipient.provider.name, account: mail.account }
        log.put(attempt.second, `${id} ${attemptOf(mail, recipient, attempt)}`, meaning)
      }
    }
    log.put(endOf(mail), `${id} Completed`)
    if (mail.number % 3 === 0) log.put(mail.second, `no host name found for IP address ${mail.ip}`)
  })
  log.end(truthFile)
}

function arrivalOf({ number, account, ip }: Mail): string {
  const from = account === '' ? 'news@outside.example' : account
  const size = `S=${600 + (number % 90_000)} id=${number}.A=x:nobody@${HOST}`
  if (account === '') return `<= ${from} H=mail.outside.example [${ip}] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no ${size}`
  return `<= ${from} H=(pc) [${ip}]:${1024 + (number % 60_000)} P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=dovecot_plain:${account} ${size}`
}

function attemptOf({ number }: Mail, { address, mx, provider }: Recipient, { outcome }: Attempt): string {
  const server = `H=${mx} [${provider.network}26]`
  if (outcome === 'sent') return `=> ${address} R=dnslookup T=remote_smtp ${server} X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes C="${provider.accepted(number)}"`
  const asked = `SMTP error from remote mail server after RCPT TO:<${address}>:`
  if (outcome === 'bounced') return `** ${address} R=dnslookup T=remote_smtp ${server}: ${asked} ${provider.refusals[0]?.[1]}`
  return `== ${address} R=dnslookup T=remote_smtp defer (-44) ${server}: ${asked} ${provider.deferrals[0]?.[1]}`
}

/** Seconds, pid and fraction of a second to the base 62. */
function messageId({ number, second }: Mail): string {
  return `${base62(BEGIN_MS / 1000 + second, 6)}-${base62(number, 11)}-${base62(number % 14_000_000, 4)}`
}

function base62(value: number, width: number): string {
  let digits = ''
  for (let left = value; left > 0; left = Math.floor(left / 62)) digits = `${DIGITS[left % 62]}${digits}`
  return digits.padStart(width, '0')
}

function stampOf(second: number): string {
  return `${new Date(BEGIN_MS + second * 1000).toISOString().slice(0, 19).replace('T', ' ')} `
}
