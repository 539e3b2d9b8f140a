import { addresseeName } from '../delisting-requests/addressee-name.ts'
import type { OpenRequest } from '../delisting-requests/delisting-request-records.ts'
import { isOverdue } from '../delisting-requests/delisting-request.ts'
import { seemsOver, type Measured } from '../delisting-requests/measured.ts'
import { NOW_SHAPES, rowKeyOf, type NowRow } from './now-row.ts'

/** Requests that seem over by what we measure, and those whose answer is overdue. One that waits in time needs no hand. */
export function requestRows(requests: OpenRequest[], measured: Map<number, Measured[]>, now: Date): NowRow[] {
  return requests.flatMap((request): NowRow[] => {
    const { number, addressee, addresseeId, targets, state, answerDueAt } = request
    if (state === 'draft') return []
    const own = measured.get(number) ?? []
    const isOver = seemsOver(addressee, own)
    if (!isOver && !isOverdue(request, now)) return []
    const kind = isOver ? 'request-over' : 'request-due'
    const since = (isOver ? lastOf(own) : answerDueAt) ?? request.stateSince
    return [{
      rowKey: rowKeyOf(kind, number, since), kind, shape: NOW_SHAPES[kind], who: addresseeName(addressee, addresseeId), since, next: isOver ? 'close-request' : 'chase-request',
      what: { requestNumber: number, text: targets[0] ?? '', others: targets.length - 1 }, href: `/support/requests/${number}`,
    }]
  })
}

/** When the last of them came to be as it is. */
function lastOf(measured: Measured[]): Date | null {
  const last = measured.flatMap(({ since }) => since ?? []).sort().at(-1)
  return last === undefined ? null : new Date(last)
}
