import type { Demo } from '../demo/demo.ts'
import type { Desk } from './start-desk.ts'

/** What a person reads when the desk is up: the address, one login per audience, where the logs are, how to end. */
export function welcome(desk: Desk, demo: Demo | undefined): string {
  const logins = desk.hasDemo && demo ? demo.logins : []
  const width = Math.max(0, ...logins.map((login) => login.audience.length))
  const mail = Math.max(0, ...logins.map((login) => login.email.length))
  const lines = logins.map((login) => `    ${login.audience.padEnd(width)}  ${login.email.padEnd(mail)}  ${login.password}`)
  const people = lines.length > 0 ? `  Logins of the demo:\n${lines.join('\n')}\n` : ''
  return `\n  Relayward answers at ${desk.url}\n${people}  Logs: ${desk.logs}\n  Ctrl-C ends it.\n`
}
