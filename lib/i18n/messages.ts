import deAccess from './messages/de/access.json' with { type: 'json' }
import deErrors from './messages/de/errors.json' with { type: 'json' }
import deFrame from './messages/de/frame.json' with { type: 'json' }
import deUi from './messages/de/ui.json' with { type: 'json' }
import enAccess from './messages/en/access.json' with { type: 'json' }
import enErrors from './messages/en/errors.json' with { type: 'json' }
import enFrame from './messages/en/frame.json' with { type: 'json' }
import enUi from './messages/en/ui.json' with { type: 'json' }
import type { Language } from './language.ts'

/** One namespace per area of the desk. A new one: two JSON files, two imports, two lines here. */
const en = { access: enAccess, errors: enErrors, frame: enFrame, ui: enUi }
const de = { access: deAccess, errors: deErrors, frame: deFrame, ui: deUi }

/** The English messages give the keys; a test holds the German ones to the same keys and arguments. */
export type Messages = typeof en
export type Namespace = keyof Messages

export const MESSAGES: Record<Language, Messages> = { en, de }
