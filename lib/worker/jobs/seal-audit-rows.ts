import { sealAudit } from '../../audit/seal-audit.ts'
import type { WorkerContext } from '../worker-context.ts'

/** Seals until nothing is left. */
export async function sealAuditRows({ db, now }: WorkerContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await sealAudit(db, now())) > 0);
}
