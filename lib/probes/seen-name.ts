import type { HostProbe } from '../protocol/probes.ts'
import { isFullHostName } from './judge-names.ts'

/** What a name of a host is good for: it calls itself so, or one of its addresses is called so. */
export const SEEN_USES = ['helo', 'rdns'] as const
export type SeenUse = (typeof SEEN_USES)[number]
export type SeenName = { use: SeenUse; name: string }

const USE_OF_CHECK: Partial<Record<string, SeenUse>> = { 'helo-name': 'helo', 'reverse-dns': 'rdns' }
/** What a check says when it found out, whether there is a name or not. */
const TELLING = new Set(['helo-agrees', 'helo-not-found', 'helo-elsewhere', 'helo-no-name', 'reverse-agrees', 'reverse-not-forward', 'no-reverse'])
/** Parameters of a check are cut here: what is so long may be half a name. */
const NAME_MAX = 199

/** The names of a host in one look at it. `told`: of which uses the look found out anything; of others what was seen before stays. */
export function seenNames({ ports }: HostProbe): { names: SeenName[]; told: SeenUse[] } {
  const checks = ports.flatMap((port) => port.checks).flatMap((check) => {
    const use = USE_OF_CHECK[check.id]
    return use ? [{ use, findingId: check.findingId, name: readName(check.parameters['name']) }] : []
  })
  const names = checks.flatMap(({ use, name, findingId }) => (name !== null && findingId !== 'helo-no-name' ? [{ use, name }] : []))
  return {
    names: [...new Map(names.map((each) => [`${each.use} ${each.name}`, each])).values()],
    told: SEEN_USES.filter((use) => checks.some((check) => check.use === use && TELLING.has(check.findingId))),
  }
}

function readName(text: string | undefined): string | null {
  if (text === undefined || text.length > NAME_MAX || !isFullHostName(text)) return null
  return text.toLowerCase().replace(/\.$/, '')
}
