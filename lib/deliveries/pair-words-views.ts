import 'server-only'
import { may } from '../access/permissions.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Db } from '../db.ts'
import { spanOf } from './delivery-period.ts'
import { findMatrixHost } from './host-receiver-records.ts'
import type { MatrixPeriod } from './matrix.ts'
import { pairWords, type PairWords } from './pair-words.ts'
import { customersBehind, listReplies, sumOneHost } from './receiver-records.ts'
import { classGroups } from './reply-groups.ts'

export type PairWordsAsk = { host: string; receiver: string; period: MatrixPeriod; now: Date }

/** What a receiver says to a host, in short; null for a host that is not in service and for whoever may not see the desk. */
export async function getPairWords(db: Db, viewer: Pick<Viewer, 'roles'>, { host: name, receiver, period, now }: PairWordsAsk): Promise<PairWords | null> {
  if (!may(viewer, 'see-desk')) return null
  const host = await findMatrixHost(db, name)
  if (!host) return null
  const [of, span] = [{ hostId: host.id, receiver }, spanOf(period, now)]
  const [sums, replies] = await Promise.all([sumOneHost(db, of, span), listReplies(db, of, span.from)])
  const accounts = [...new Set(replies.flatMap(({ account }) => account ?? []))]
  return pairWords(classGroups(sums, replies), accounts, await customersBehind(db, accounts), replies.length)
}
