import { CHECK_IDS, type CheckId } from '../protocol/probes.ts'
import { cellStateOf, HARM_OF_STATE, type CellState } from './fleet.ts'
import type { CheckRow } from './fleet-records.ts'
import { isAcknowledged, isFailing, judgeLooks, type Clock, type Look } from './host-check.ts'
import { applies, placeOf, roleOf, tlsModeOf } from './probe.ts'
import type { ProbePlace } from './probe-places.ts'

/** One check over the ports of an address. `ports`: where it is so, empty where it is so at all of them. `look`: what was seen there. */
export type AddressCheck = { check: CheckId; state: CellState; ports: number[]; checkedAt: string; look: Pick<Look, 'evidence' | 'findingId' | 'parameters'> | null }

/** `isOfHost`: the address itself is looked at nowhere, another place stands for the host. `notSeen`: checks that nobody has looked at. */
export type AddressChecks = { checks: AddressCheck[]; notSeen: CheckId[]; isOfHost: boolean }

/**
 * What looks from outside say of one address, those with something to look at first. A look that is too old says nothing, and
 * what nobody looked at is named as such.
 */
export function addressChecks(rows: readonly CheckRow[], address: string, { places, ...clock }: Clock & { places: readonly ProbePlace[] }): AddressChecks {
  const probed = rows.filter(({ source }) => source === 'probe')
  const isOfHost = !places.some((place) => place.address === address) && !probed.some(({ place }) => isAt(place, address))
  const own = isOfHost ? probed : probed.filter(({ place }) => isAt(place, address))
  const planned = places.filter((place) => isOfHost || place.address === address)
  const portName = (place: string) => planned.find((each) => placeOf(each) === place)?.as ?? Number(/\d+$/.exec(place)?.[0])

  const byCheck = Map.groupBy(own, ({ check }) => check)
  const checks = CHECK_IDS.flatMap((check) => {
    const at = byCheck.get(check)
    return at ? [checkOf(check, at, portName, clock)] : []
  })
  return {
    checks: checks.toSorted((a, b) => HARM_OF_STATE[b.state] - HARM_OF_STATE[a.state]), isOfHost,
    notSeen: CHECK_IDS.filter((check) => !byCheck.has(check) && planned.some(({ as }) => applies(check, { port: as, tls: tlsModeOf(as), role: roleOf(as) }))),
  }
}

function isAt(place: string, address: string): boolean {
  return place.startsWith(address.includes(':') ? `[${address}]:` : `${address}:`)
}

function checkOf(check: CheckId, rows: CheckRow[], portName: (place: string) => number, clock: Clock): AddressCheck {
  const judged = rows.map((row) => ({ row, state: stateOf(row, clock) }))
  const state = judged.map((each) => each.state).reduce((worst, each) => (HARM_OF_STATE[each] > HARM_OF_STATE[worst] ? each : worst))
  const worst = judged.filter((each) => each.state === state).map(({ row }) => row)
  return {
    check, state, look: worst[0] ? tellingLook(worst[0], clock) : null,
    ports: worst.length === rows.length ? [] : [...new Set(worst.map(({ place }) => portName(place)))].sort((a, b) => a - b),
    checkedAt: new Date(Math.min(...worst.map(({ checkedAt }) => checkedAt.getTime()))).toISOString(),
  }
}

function stateOf({ check, state: stored, knownState, looks, acknowledged }: CheckRow, clock: Clock): CellState {
  const { state } = judgeLooks(looks, clock)
  const isKnown = acknowledged !== null && isAcknowledged({ acknowledgedAt: acknowledged.at, acknowledgedUntil: acknowledged.until }, clock.now)
  return cellStateOf(check, { state, isFailing: isFailing({ state, knownState: stored === 'fail' ? 'fail' : knownState }), isAcknowledged: isKnown })
}

/** The look that decides; of one that is too old to count the newest, which is told with its age. */
function tellingLook({ looks }: CheckRow, clock: Clock): AddressCheck['look'] {
  const { state } = judgeLooks(looks, clock)
  const newest = looks.toSorted((a, b) => b.at.localeCompare(a.at))
  const found = newest.find((look) => look.state === state) ?? newest[0]
  return found ? { evidence: found.evidence, findingId: found.findingId, parameters: found.parameters } : null
}
