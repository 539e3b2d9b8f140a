import type { Addressee } from './delisting-request.ts'

/** What we see of a request's targets now. `not-asked`: nobody ever asked the list; `no-mail`: that pair was never in trouble; `by-hand`: a person said that it is fine, nothing was measured. Times as ISO text. */
export type Measured = { target: string; host: string | null; state: MeasuredState; since: string | null; checkedAt: string | null }
export type MeasuredState = 'listed' | 'clear' | 'unknown' | 'not-asked' | 'refused' | 'deferring' | 'fine' | 'silent' | 'no-mail' | 'by-hand'

/** Whether it is over by what we measure: everything is clear or gets through, and of nothing we cannot tell. A person decides. */
export function seemsOver(addressee: Addressee, measured: Pick<Measured, 'state'>[]): boolean {
  const good: MeasuredState = addressee === 'list' ? 'clear' : 'fine'
  return measured.some(({ state }) => state === good) && measured.every(({ state }) => state === good || state === 'no-mail')
}
