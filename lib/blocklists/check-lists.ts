import * as z from 'zod'

/** What is to be asked about now; null: everything of ours. */
export const checkListsInput = z.strictObject({ target: z.string().trim().min(1).max(253).nullable() })
export type CheckListsInput = z.infer<typeof checkListsInput>
