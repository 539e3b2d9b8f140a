import type { Check } from '../protocol/probes.ts'
import { isFullHostName, judgeHelo, judgeReverse, type ForwardName } from './judge-names.ts'
import { canonicalAddress, type LookedUp, type Names } from './look-up-names.ts'
import { unknown } from './make-check.ts'
import type { PortPlan } from './port-plan.ts'

/** More names than that no address needs. */
const NAMES_MAX = 5

/** Looks up the names of an address, while its port is being looked at. `heloName`: what the host calls itself, once it does. */
export function lookAtNames({ names, address }: Pick<PortPlan, 'names' | 'address'>): { hear(heloName: string): void; judge(): Promise<Check[]> } {
  const canonical = canonicalAddress(address)
  const family = canonical.includes(':') ? 6 : 4
  const reverse = names ? lookUpReverse(names, canonical, family) : Promise.resolve(null)
  let helo: Promise<Check> | undefined
  return {
    hear: (heloName) => {
      const forward = names && isFullHostName(heloName) ? names.addressesOf(heloName, family) : Promise.resolve(null)
      helo = forward.then((found) => judgeHelo(canonical, heloName, found))
    },
    judge: async () => {
      const found = await reverse
      const untold = unknown('helo-name', { finding: 'conversation-ended', parameters: { reason: 'the host did not say its name' } })
      return [judgeReverse(canonical, found?.reverse ?? null, found?.forwards ?? []), (await helo) ?? untold]
    },
  }
}

async function lookUpReverse(names: Names, address: string, family: 4 | 6): Promise<{ reverse: LookedUp; forwards: ForwardName[] }> {
  const reverse = await names.namesOf(address)
  const found = 'values' in reverse ? reverse.values.slice(0, NAMES_MAX) : []
  return { reverse, forwards: await Promise.all(found.map(async (name) => ({ name, addresses: await names.addressesOf(name, family) }))) }
}
