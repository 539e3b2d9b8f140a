import { randomUUID } from 'node:crypto'
import type { HostKind } from '../protocol/readings.ts'
import { agentFolder, listenAddress, readConfig } from './agent-config.ts'
import { placesOf } from './configuration/configuration-places.ts'
import type { MailHost } from './host/mail-host.ts'
import { openJournal } from './journal/open-journal.ts'
import { makeLog } from './log.ts'
import { openIdentity } from './server/agent-identity.ts'
import { startServer } from './server/start-server.ts'
import { startAgent, type Pace } from './start-agent.ts'

export type AgentProgram = {
  folder: string
  createMailHost: (kind: HostKind, options: Record<string, unknown>) => MailHost | Promise<MailHost>
  write: (line: string) => void
  /** A Maildir into which the mail server drops copies of delivery reports, see `relayward agent setup --reports`. */
  reports?: string | undefined
  /** Whom this agent asks about names when it looks at other hosts; the system's own resolvers when not given. */
  resolvers?: readonly string[] | undefined
  signal: AbortSignal
  /** How often it does what; as custom is when left out. */
  pace?: Pace
  /** Called once calls are taken, with the port in use. */
  onReady?: (port: number) => void
}

/**
 * The whole agent: configuration, journal, mail server, log, clocks, server. Runs until `signal` ends it, then finishes
 * what is in hand. Rejects with a sentence for the admin when it cannot start or cannot go on.
 */
export async function runAgent(program: AgentProgram): Promise<void> {
  const now = () => new Date()
  const config = readConfig(program.folder)
  const log = makeLog(program.write, now)
  const identity = openIdentity(program.folder, config.host, now)
  const host = await program.createMailHost(config.mta, config.options)
  const journal = openJournal(agentFolder(program.folder).journal)

  const configuration = placesOf(config)
  const agent = await startAgent({ host, hostName: config.host, journal, log, now, newId: randomUUID, reports: program.reports, resolvers: program.resolvers, configuration }, program.pace)
  const server = await startServer({ agent, identity, listen: listenAddress.parse(config.listen) })
  log.info('agent runs', { host: config.host, kind: host.kind, port: server.port, joined: identity.isJoined() })
  program.onReady?.(server.port)

  try {
    await Promise.race([aborted(program.signal), agent.ended])
  } finally {
    await server.stop()
    await agent.stop()
    journal.close()
    log.info('agent ended', { host: config.host })
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
