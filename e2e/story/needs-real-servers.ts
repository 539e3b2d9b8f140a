import { test } from '@playwright/test'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'
import { eximIsPossible } from '../lab/exim-instance.ts'

/**
 * For a spec on real Postfix and Dovecot, or Exim too, which root alone can start: elsewhere it is left out and says
 * why. In CI a test that was left out counts as failed.
 */
export function needsRealServers({ withExim = false } = {}): void {
  const missing = [realServersArePossible(), ...(withExim ? [eximIsPossible()] : [])].find((each) => !each.ok)
  if (missing && !missing.ok) test.skip(true, missing.why)
}
