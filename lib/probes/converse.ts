import type { Heard } from './judge-greeting.ts'
import type { PortPlan } from './port-plan.ts'
import type { SmtpConnection } from './smtp-connection.ts'
import { Trouble } from './trouble.ts'

/** Waits for the greeting. */
export async function hearGreeting(connection: SmtpConnection): Promise<Heard> {
  return hear(connection, () => connection.hear())
}

/** Says EHLO and waits for what the server can do. */
export async function sayEhlo(connection: SmtpConnection, plan: PortPlan): Promise<Heard> {
  return hear(connection, () => connection.ask(`EHLO ${ownName(connection, plan)}`))
}

/** Asks anything. */
export async function askHeard(connection: SmtpConnection, command: string): Promise<Heard> {
  return hear(connection, () => connection.ask(command))
}

/** What we call ourselves: the name we were given, or our address as RFC 5321, 4.1.3 writes it. */
export function ownName(connection: SmtpConnection, { heloName }: PortPlan): string {
  const { localAddress } = connection
  return heloName ?? (localAddress.includes(':') ? `[IPv6:${localAddress}]` : `[${localAddress}]`)
}

/** Why a conversation cannot go on after what was heard, or undefined when it can. */
export function endOf({ reply, trouble }: Heard, wanted: number, what: string): string | undefined {
  if (!reply) return trouble?.message ?? 'nothing came'
  return reply.code === wanted ? undefined : `${what} was answered with ${reply.code ?? 'no code'}`
}

async function hear(connection: SmtpConnection, ask: () => ReturnType<SmtpConnection['hear']>): Promise<Heard> {
  try {
    return { reply: await ask() }
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    return { trouble: error, unfinished: connection.unfinished }
  }
}
