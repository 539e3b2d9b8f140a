import { test } from '@playwright/test'
import { realServersArePossible } from '../../lib/demo/mail-servers/real-servers-are-possible.ts'

/**
 * For a spec on real Postfix and Dovecot, which root alone can start: elsewhere it is left out and says why. In CI a
 * test that was left out counts as failed.
 */
export function needsRealServers(): void {
  const possible = realServersArePossible()
  if (!possible.ok) test.skip(true, possible.why)
}
