import { closeReceiverTotals } from './jobs/close-totals.ts'
import { endBlocks } from './jobs/end-blocks.ts'
import { expireQuarantine } from './jobs/expire-quarantine.ts'
import { keepHistory } from './jobs/keep-history.ts'
import { markSilent } from './jobs/mark-silent.ts'
import { moveWindows } from './jobs/move-windows.ts'
import { remindCustomers } from './jobs/remind-customers.ts'
import { renewCertificates } from './jobs/renew-certificates.ts'
import { sealAuditRows } from './jobs/seal-audit-rows.ts'
import { sendQueuedNotices } from './jobs/send-queued-notices.ts'
import { watchGuardedUnlocks } from './jobs/watch-guarded-unlocks.ts'
import type { Job } from './worker-context.ts'

/** All regular work. One copy of the worker does each at a time. */
export const JOBS: Job[] = [
  { name: 'send-notices', everyMs: 5_000, wokenBy: 'notice', run: sendQueuedNotices },
  { name: 'mark-silent-hosts', everyMs: 5_000, run: markSilent },
  { name: 'watch-guarded-unlocks', everyMs: 10_000, wokenBy: 'guarded-unlock', run: watchGuardedUnlocks },
  { name: 'renew-certificates', everyMs: 300_000, run: renewCertificates },
  { name: 'remind-customers', everyMs: 60_000, run: remindCustomers },
  { name: 'expire-quarantine', everyMs: 60_000, run: expireQuarantine },
  { name: 'end-receiver-blocks', everyMs: 30_000, run: endBlocks },
  { name: 'keep-history', everyMs: 600_000, run: keepHistory },
  { name: 'close-receiver-totals', everyMs: 60_000, run: closeReceiverTotals },
  { name: 'move-windows', everyMs: 30_000, run: moveWindows },
  { name: 'seal-audit', everyMs: 5_000, run: sealAuditRows },
]
