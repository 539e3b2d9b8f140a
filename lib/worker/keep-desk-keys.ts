import type { Db } from '../db.ts'
import { openDeskKeys, type DeskKeys } from '../hosts/open-desk-keys.ts'

const REOPEN_EVERY_MS = 30 * 60_000

/** Opens the desk's keys once and again every half hour, so that the desk's certificate never ends in our hands. */
export function keepDeskKeys(db: Db, secret: string, now: () => Date): () => Promise<DeskKeys> {
  let opened: { at: number; keys: Promise<DeskKeys> } | undefined
  return () => {
    const at = now().getTime()
    if (!opened || at - opened.at > REOPEN_EVERY_MS) {
      const keys = openDeskKeys(db, secret, now())
      const mine = (opened = { at, keys })
      keys.catch(() => {
        if (opened === mine) opened = undefined
      })
    }
    return opened.keys
  }
}
