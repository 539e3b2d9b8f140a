import { dropBuckets } from '../journal/journal-counters.ts'
import { emptyWindow } from '../limits/count-window.ts'
import { emptyExcerpts } from '../limits/keep-excerpts.ts'
import { accountState, type Core } from './core.ts'

/** Begins the account's window anew: what led to a lock that was lifted must not lock it again with the next mail. */
export function resetAccount(core: Core, account: string): void {
  const state = accountState(core, account)
  state.window = emptyWindow()
  state.excerpts = emptyExcerpts()
  dropBuckets(core.journal, account)
}
