import { CHECK_WORD } from '../blocklists/list-desk-records.ts'
import { CHECK_DOMAINS_WORD } from '../domain-checks/wanted-domain-records.ts'
import { carryRoundTrips } from './jobs/carry-round-trips.ts'
import { checkDomains } from './jobs/check-domains.ts'
import { closeReceiverTotals } from './jobs/close-totals.ts'
import { endBlocks } from './jobs/end-blocks.ts'
import { expireQuarantine } from './jobs/expire-quarantine.ts'
import { keepHistory } from './jobs/keep-history.ts'
import { markSilent } from './jobs/mark-silent.ts'
import { PROBE_ROUND_MS, probeHosts } from './jobs/probe-hosts.ts'
import { moveWindows } from './jobs/move-windows.ts'
import { remindCustomers } from './jobs/remind-customers.ts'
import { remindRequests } from './jobs/remind-requests.ts'
import { renewCertificates } from './jobs/renew-certificates.ts'
import { sealAuditRows } from './jobs/seal-audit-rows.ts'
import { sendQueuedNotices } from './jobs/send-queued-notices.ts'
import { watchGuardedUnlocks } from './jobs/watch-guarded-unlocks.ts'
import { SWEEP_EVERY_MS, sweepLists } from './jobs/sweep-lists.ts'
import type { Job } from './worker-context.ts'

/** All regular work. One copy of the worker does each at a time. */
export const JOBS: Job[] = [
  { name: 'send-notices', everyMs: 5_000, wokenBy: 'notice', run: sendQueuedNotices },
  { name: 'mark-silent-hosts', everyMs: 5_000, run: markSilent },
  { name: 'watch-guarded-unlocks', everyMs: 10_000, wokenBy: 'guarded-unlock', run: watchGuardedUnlocks },
  { name: 'renew-certificates', everyMs: 300_000, run: renewCertificates },
  { name: 'remind-customers', everyMs: 60_000, run: remindCustomers },
  { name: 'remind-requests', everyMs: 60_000, run: remindRequests },
  { name: 'expire-quarantine', everyMs: 60_000, run: expireQuarantine },
  { name: 'end-receiver-blocks', everyMs: 30_000, run: endBlocks },
  { name: 'keep-history', everyMs: 600_000, run: keepHistory },
  { name: 'close-receiver-totals', everyMs: 60_000, run: closeReceiverTotals },
  { name: 'move-windows', everyMs: 30_000, run: moveWindows },
  { name: 'sweep-blocklists', everyMs: SWEEP_EVERY_MS, wokenBy: CHECK_WORD, run: sweepLists },
  { name: 'check-domains', everyMs: 60_000, wokenBy: CHECK_DOMAINS_WORD, run: checkDomains },
  { name: 'probe-hosts', everyMs: PROBE_ROUND_MS, wokenBy: 'probe', run: probeHosts },
  { name: 'carry-round-trips', everyMs: 10_000, wokenBy: 'round-trip', run: carryRoundTrips },
  { name: 'seal-audit', everyMs: 5_000, run: sealAuditRows },
]
