import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { renewHostCertificate } from '../cases/join-host.ts'
import { hostsToRenew } from '../hosts/host-identity-records.ts'
import type { DemoContext, KeepDemoProgram } from './demo.ts'
import { authorityFile } from './door.ts'
import { agentFolderOf, demoResolvers, openPlace, PORTS, type DemoHost, type DemoPlace } from './hosts.ts'
import { placeConfiguration } from './mail-hosts/host-configuration.ts'
import { readyFile } from './platform/start-platform.ts'
import { waitUntil } from './wait-until.ts'

const READY_WITHIN_MS = 30_000

/**
 * Starts the mail servers, and when the story is told the agents on them, all at once, and renews certificates that ended meanwhile. A host
 * that does not come up is told and left to the others: it shows as silent.
 */
export async function runHosts(context: DemoContext, keep: KeepDemoProgram, told: Promise<void>): Promise<void> {
  const place = await openPlace(context.folder)
  const env = { RELAYWARD_DEMO_FOLDER: context.folder, DATABASE_URL: context.databaseUrl }
  const servers = await keep({ name: 'demo-mail-hosts', args: [path.join(import.meta.dirname, 'platform/main.ts')], env })
  await waitUntil('the demo’s mail servers run', () => isReady(place, servers.pid), { withinMs: READY_WITHIN_MS, everyMs: 50, signal: context.signal })
  await told
  await Promise.all(
    place.hosts.filter((host) => !host.isSilent).map((host) =>
      runAgent(context, place, host, keep).catch((error: unknown) => {
        if (!context.signal.aborted) context.say(`! ${host.name} does not come up: ${error instanceof Error ? error.message : String(error)}`)
      }),
    ),
  )
}

async function isReady(place: DemoPlace, pid: number | undefined): Promise<boolean> {
  return pid !== undefined && (await readFile(readyFile(place), 'utf8').catch(() => '')) === String(pid)
}

async function runAgent(context: DemoContext, place: DemoPlace, host: DemoHost, keep: KeepDemoProgram): Promise<void> {
  const program = path.join(context.root, 'dist/relayward.mjs')
  placeConfiguration(place, host)
  await keep({ name: `agent-${host.name}`, args: [program, 'agent', 'run', '--dir', agentFolderOf(place, host.name), '--resolver', demoResolvers(place)[0] ?? ''], env: { NODE_EXTRA_CA_CERTS: authorityFile(place) } })
  await waitUntil(`the agent of ${host.name} takes calls`, () => isOpen(host.address, PORTS.agent), { withinMs: READY_WITHIN_MS, everyMs: 50, signal: context.signal })
  await renew(context, host)
}

/** Certificates live for a day; a demo that stood still for longer starts with ended ones. */
async function renew({ db, secret, now }: DemoContext, { name }: DemoHost): Promise<void> {
  const soon = new Date(now().getTime() + 8 * 3_600_000)
  const due = new Set((await hostsToRenew(db, soon)).map(({ id }) => id))
  const host = await db.host.findUnique({ where: { name }, select: { id: true } })
  if (host && due.has(host.id)) await renewHostCertificate({ db, now: now(), actor: { kind: 'worker' } }, host.id, secret)
}

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address)
    const answer = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}
