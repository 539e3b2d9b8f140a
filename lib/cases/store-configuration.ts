import type { By } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { storeReading } from '../hosts/host-reading-records.ts'
import { findHostKind } from '../hosts/host-records.ts'
import { askForProbe } from '../probes/probe-schedule-records.ts'
import { CONFIGURATION_FRESH_MS, type Look } from '../probes/host-check.ts'
import type { ConfigurationFinding } from '../protocol/configuration.ts'
import type { EventOf } from '../protocol/events.ts'
import { storeChecks, type SeenCheck } from './store-checks.ts'

/**
 * What a host's agent found in its configuration: all of it, in place of what it found before. When something turned,
 * the host is looked at from outside at once, since a cure shows there too. Runs in a transaction that holds the host.
 */
export async function storeConfiguration(tx: Tx, by: By, host: { id: number; name: string }, event: EventOf<'configuration'>): Promise<void> {
  await storeReading(tx, host.id, 'configuration', event, by.now)
  const checked = { ...host, kind: await findHostKind(tx, host.id) }
  const seen = seenIn(event, host.name, by.now.toISOString())
  const turns = await storeChecks(tx, by, checked, { source: 'configuration', from: host.name, seen, wholePlaces: null, freshMs: CONFIGURATION_FRESH_MS })
  if (turns > 0) await askForProbe(tx, host.id, by.now)
}

/** A check at a file may be wrong in several lines; then each line is a look of its own. */
function seenIn({ findings, passed, unknown }: EventOf<'configuration'>, from: string, at: string): SeenCheck[] {
  const told: { check: string; place: string; look: Look }[] = [
    ...findings.map((finding) => ({ check: finding.id, place: finding.file, look: lookOf(finding, from, at) })),
    ...unknown.map(({ id, file, reason }) => ({ check: id, place: file, look: { ...bare(from, at), state: 'unknown' as const, evidence: reason } })),
    ...passed.map(({ id, file }) => ({ check: id, place: file, look: { ...bare(from, at), state: 'pass' as const } })),
  ]
  const byCheck = Map.groupBy(told, ({ check, place }) => `${check} ${place}`)
  return [...byCheck.values()].flatMap((all) => (all[0] ? [{ check: all[0].check, place: all[0].place, looks: all.map((one) => one.look) }] : []))
}

function lookOf({ file, line, text, message, cure, source, rewrittenBy, id }: ConfigurationFinding, from: string, at: string): Look {
  return { ...bare(from, at), state: 'fail', evidence: `${file}:${line}: ${text}`, cure, line, message, source, rewrittenBy, findingId: id }
}

function bare(from: string, at: string): Omit<Look, 'state'> {
  return { from, at, evidence: '', cure: null, findingId: null, cureId: null, parameters: {}, line: null, message: null, source: null, rewrittenBy: null }
}
