import { getServers } from 'node:dns'
import { isIP } from 'node:net'
import type { Db } from '../db.ts'
import { locateResolver, type ResolverAddress } from '../dns/resolver-address.ts'
import type { TargetKind } from './blocklist.ts'
import { deskLists } from './desk-lists.ts'
import { readListDesk, readWantedChecks } from './list-desk-records.ts'
import type { WantedChecks } from './list-desk.ts'
import { openListKeys } from './list-key-records.ts'
import { countKinds } from './list-matrix.ts'
import { listListSettings } from './list-setting-records.ts'
import type { DeskList, ListSetting } from './listing.ts'
import { listDeskTargets, type DeskTarget } from './target-records.ts'
import type { BlocklistKeys } from './zone-to-ask.ts'

/** Everything a round of questions needs to know. */
export type SweepPlan = {
  targets: Map<string, DeskTarget>
  counts: Record<TargetKind, number>
  /** Lists that are asked. */
  lists: DeskList[]
  settings: Map<string, ListSetting>
  resolvers: ResolverAddress[]
  keys: BlocklistKeys
  intervalMs: number
  wanted: WantedChecks
  /** Resolvers that were not found and keys that could not be opened, in words without secrets. */
  troubles: string[]
}

type Given = { deskSecret: string; resolvers: readonly string[] | undefined }

/** @param given the desk's secret, and resolvers of the environment */
export async function readSweepPlan(db: Db, { deskSecret, resolvers: ofEnvironment }: Given): Promise<SweepPlan> {
  const [desk, wanted, settings, opened, targets] = await Promise.all([readListDesk(db), readWantedChecks(db), listListSettings(db), openListKeys(db, deskSecret), listDeskTargets(db)])
  const located = await locate(resolversOf(desk.resolvers, ofEnvironment))
  const counts = countKinds(targets)
  return {
    targets: new Map(targets.map((target) => [target.name, target])), counts, wanted, intervalMs: desk.intervalMinutes * 60_000,
    lists: deskLists(settings, new Set(opened.keys.keys())).filter(({ isAsked, list }) => isAsked && list.kinds.some((kind) => counts[kind] > 0)),
    settings: new Map(settings.map((setting) => [setting.list, setting])),
    resolvers: located.found, keys: opened.keys,
    troubles: [...located.missing, ...opened.failed.map((name) => `the key ${name} cannot be opened with this RELAYWARD_SECRET`)],
  }
}

const RESOLVERS_MAX = 2

/** What an admin set, else what the environment says, else the system's own. */
export function resolversOf(set: readonly string[], ofEnvironment: readonly string[] | undefined, ofSystem: () => readonly string[] = getServers): string[] {
  const chosen = set.length > 0 ? set : (ofEnvironment ?? ofSystem())
  return [...new Set(chosen)].slice(0, RESOLVERS_MAX).map((text) => (isIP(text) === 6 ? `[${text}]:53` : text))
}

async function locate(names: readonly string[]): Promise<{ found: ResolverAddress[]; missing: string[] }> {
  const located = await Promise.allSettled(names.map((name) => locateResolver(name)))
  return {
    found: located.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    missing: located.flatMap((each, at) => (each.status === 'rejected' ? [`the resolver ${names[at]} is not found: ${(each.reason as Error).message}`] : [])),
  }
}
