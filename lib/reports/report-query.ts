import * as z from 'zod'
import { SPANS, type Span } from './month.ts'

/** The span in the address of the overview; four weeks unless something else is asked. */
export const reportQuery = z.object({ span: z.enum(Object.keys(SPANS) as [Span, ...Span[]]).catch('28d') })

/** What of it stands in an address; the usual is left out. */
export function spanParams(span: Span): Record<string, string> {
  return span === '28d' ? {} : { span }
}
