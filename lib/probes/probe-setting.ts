import * as z from 'zod'

/** How hosts are looked at from outside. */
export const probeSetting = z.strictObject({
  everyMinutes: z.coerce.number().int().min(5).max(1440).default(15),
})
export type ProbeSetting = z.infer<typeof probeSetting>
