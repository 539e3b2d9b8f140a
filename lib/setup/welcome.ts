import type { Demo } from '../demo/demo.ts'
import type { Desk } from './start-desk.ts'

/** What a person reads when the desk is up: where the logs are, how to end, one login per audience, and last the address. */
export function welcome(desk: Desk, demo: Demo | undefined): string {
  const logins = desk.hasDemo && demo ? demo.logins : []
  const width = Math.max(0, ...logins.map((login) => login.audience.length))
  const mail = Math.max(0, ...logins.map((login) => login.email.length))
  const lines = logins.map((login) => `    ${login.audience.padEnd(width)}  ${login.email.padEnd(mail)}  ${login.password}`)
  const people = lines.length > 0 ? `  Logins of the demo:\n${lines.join('\n')}\n` : ''
  const remark = desk.demoRemark ? `  ${desk.demoRemark}\n` : ''
  return `\n${people}${remark}  Logs: ${desk.logs}\n  Ctrl-C ends it.\n\n  Relayward answers at ${desk.url}\n`
}
