import { hearGreeting, ownName, sayEhlo } from './converse.ts'
import { halfOfTheRest, type PortPlan } from './port-plan.ts'
import { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'

/** It is worth so much and no more. */
const WITHIN_MS = 4_000

/**
 * Whether a server carries plain text that came along with STARTTLS over into TLS (CVE-2011-0411): it answers within TLS
 * what was asked before. Undefined when that could not be seen.
 */
export async function takesInjection(given: PortPlan): Promise<boolean | undefined> {
  const plan = { ...given, signal: AbortSignal.any([given.signal, AbortSignal.timeout(WITHIN_MS)]) }
  const connection = await SmtpConnection.open(plan).catch(passOver)
  if (!connection) return undefined
  try {
    return await inject(connection, plan)
  } catch (error) {
    return passOver(error)
  } finally {
    connection.close()
  }
}

async function inject(connection: SmtpConnection, plan: PortPlan): Promise<boolean | undefined> {
  if ((await hearGreeting(connection)).reply?.code !== 220) return undefined
  if ((await sayEhlo(connection, plan)).reply?.code !== 250) return undefined
  connection.say('STARTTLS\r\nNOOP')
  if ((await connection.hear()).code !== 220) return undefined
  await connection.startTls({ serverName: plan.name, roots: plan.roots, withinMs: halfOfTheRest(plan) })
  await connection.ask(`EHLO ${ownName(connection, plan)}`)
  // Whoever answered NOOP first is one reply behind from now on.
  if (connection.takeUnasked().length > 0) return true
  const { code } = await connection.ask('QUIT')
  return code === 250 ? true : code === 221 ? false : undefined
}

function passOver(error: unknown): undefined {
  if (!(error instanceof Trouble)) throw error
  return undefined
}
