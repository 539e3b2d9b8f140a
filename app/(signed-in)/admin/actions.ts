'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { adminAction } from '../../../lib/access/action.ts'
import { isDemoRunning } from '../../../lib/demo/bursts/demo-views.ts'
import { letItHappen } from '../../../lib/demo/bursts/let-it-happen.ts'
import { AppError } from '../../../lib/errors.ts'

/** Lets a burst happen on the demo platform; refused where none runs. */
export const letBurstHappen = adminAction('stage-demo', z.strictObject({}), async ({ doing }) => {
  if (!isDemoRunning()) throw new AppError('conflict', 'no demo runs beside this desk', { userMessageKey: 'errors.demo.not-running' })
  await letItHappen(doing)
  revalidatePath('/admin')
})
