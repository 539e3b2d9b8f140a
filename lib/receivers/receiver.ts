import * as z from 'zod'

/** How sure a fact is: A read at its source, B a single source, C not verified. */
const certainty = z.enum(['A', 'A-', 'B', 'C'])
const host = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)

const delistingWay = z.strictObject({
  for: z.string().min(1),
  url: z.string().optional(),
  email: z.string().optional(),
  asks: z.array(z.string()),
  answer: z.string(),
})

/** What is known of a receiver: reviewed data of this project, each with its sources. */
export const receiver = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  country: z.literal('de').optional(),
  /** Names of its mail servers end in one of these. */
  mx: z.array(host).min(1),
  domains: z.array(z.string()),
  postmaster: z.string().nullable(),
  feedbackLoop: z.strictObject({ name: z.string(), url: z.string(), keyedBy: z.string(), note: z.string().optional() }).nullable(),
  delisting: z.array(delistingWay),
  /** In a reply of several lines the last one tells the reason. */
  lastLineDecides: z.literal(true).optional(),
  note: z.string().optional(),
  certainty,
  asOf: z.string().regex(/^\d{4}(-\d{2})?$/),
  sources: z.array(z.string().min(1)).min(1),
})
export type Receiver = z.infer<typeof receiver>
