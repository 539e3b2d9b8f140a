import type { Core } from '../carry-out/core.ts'
import { tell, tellTrouble, tellTroubleOver } from '../carry-out/tell-desk.ts'
import type { ConfigurationPlaces } from './configuration-places.ts'
import { frontEndTeller } from './keep-front-end.ts'
import { readConfiguration, type ConfigurationLook } from './read-configuration.ts'
import { sayTrouble } from '../../hosts/trouble-sentences.ts'

/** However still the files lie: what they name may lie where nobody looks for a change. */
const LOOK_EVERY_MS = 3_600_000
/** So that the desk sees that somebody still looks. */
const TELL_EVERY_MS = 86_400_000

/**
 * Looks at the host's configuration at the first call, when a file of it changed, and every hour; tells the desk when the
 * look says something else than the last one told, and once a day. What stands in front of qmail is in the next reading.
 */
export function configurationTeller(core: Core, places: ConfigurationPlaces): () => Promise<void> {
  let last: { look: ConfigurationLook; stamp: string; at: number } | undefined
  let told: { words: string; at: number } | undefined
  const tellFrontEnd = frontEndTeller()

  const lookAndTell = () => {
    const now = core.now()
    if (last && now.getTime() - last.at < LOOK_EVERY_MS && last.look.stamp() === last.stamp) return
    try {
      const look = readConfiguration(places, now)
      last = { look, stamp: look.stamp(), at: now.getTime() }
      const words = JSON.stringify({ ...look.reading, lookedAt: '' })
      if (told?.words === words && now.getTime() - told.at < TELL_EVERY_MS) return
      tell(core, look.reading)
      told = { words, at: now.getTime() }
      tellTroubleOver(core, 'configuration-unreadable')
    } catch (error) {
      core.log.error('the configuration of the host cannot be looked at', error)
      tellTrouble(core, 'configuration-unreadable', sayTrouble('configuration-unreadable', { folder: places.root, error: (error as Error).message }))
    }
  }

  return async () => {
    lookAndTell()
    if (core.host.kind === 'qmail') core.mtaVersion = last ? await tellFrontEnd(last.look.spamdykes, core.now()) : null
  }
}
