import type { Tone } from '../../../../components/ui/state-shape.tsx'
import type { HostHead } from '../../../../lib/hosts/host-views.ts'

export type HostWord = HostHead['state'] | 'trouble' | 'behind'

/** The one word for a host: what harms first, then what is not known, then what is not as wanted. */
export function hostWord({ state, troubles, standing }: Pick<HostHead, 'state' | 'troubles' | 'standing'>): HostWord {
  if (state !== 'heard') return state
  if (troubles.length > 0) return 'trouble'
  return standing.agreed < standing.wanted ? 'behind' : 'heard'
}

export const HOST_TONE: Record<HostWord, Tone> = { heard: 'ok', behind: 'wait', trouble: 'bad', silent: 'unk', joining: 'few', revoked: 'few' }
