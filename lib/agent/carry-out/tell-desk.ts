import type { EventBody } from '../../protocol/events.ts'
import { addEvent } from '../journal/journal-events.ts'
import type { Core } from './core.ts'

export function tell(core: Core, body: EventBody): void {
  addEvent(core.journal, core.now(), body)
}

/** Tells a trouble once, until it is over. `text` is a sentence for the admin of the host. */
export function tellTrouble(core: Core, code: string, text: string): void {
  core.log.warn(text, { code })
  if (core.toldTroubles.has(code)) return
  core.toldTroubles.add(code)
  tell(core, { kind: 'trouble', code, text: text.slice(0, 500), over: false })
}

export function tellTroubleOver(core: Core, code: string): void {
  if (!core.toldTroubles.delete(code)) return
  tell(core, { kind: 'trouble', code, text: 'over', over: true })
}
