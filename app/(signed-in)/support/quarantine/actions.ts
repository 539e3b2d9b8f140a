'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { supportAction } from '../../../../lib/access/action.ts'
import { webDesk } from '../../../../lib/access/web-desk.ts'
import { deleteMessages } from '../../../../lib/cases/delete-messages.ts'
import { keepLonger } from '../../../../lib/cases/keep-longer.ts'
import { readHeadersNow } from '../../../../lib/cases/read-headers-now.ts'
import { readHeadersInput } from '../../../../lib/cases/read-headers.ts'
import { releaseMessages } from '../../../../lib/cases/release-messages.ts'
import { undoAct } from '../../../../lib/cases/undo-act.ts'
import { previewActForDesk } from '../../../../lib/quarantine/quarantine-page-views.ts'
import { deleteInput, keepInput, messageSelection, releaseInput, undoInput } from '../../../../lib/quarantine/quarantined-message.ts'

function refresh() {
  revalidatePath('/support', 'layout')
}

/** What an act on this selection would do; changes nothing. */
export const previewSelection = supportAction('see-desk', z.strictObject({ selection: messageSelection }), async ({ viewer, input, doing }) =>
  previewActForDesk(doing.db, viewer, input.selection),
)

export const releaseMails = supportAction('release', releaseInput, async ({ input, doing }) => {
  const started = await releaseMessages(doing, input)
  refresh()
  return { actId: started.actId, messages: started.messages, undoUntil: started.undoUntil.getTime() }
})

export const deleteMails = supportAction('delete-mail', deleteInput, async ({ input, doing }) => {
  const started = await deleteMessages(doing, input)
  refresh()
  return { actId: started.actId, messages: started.messages, undoUntil: started.undoUntil.getTime() }
})

export const keepMails = supportAction('release', keepInput, async ({ input, doing }) => {
  const kept = await keepLonger(doing, input)
  refresh()
  return kept
})

export const takeBack = supportAction('release', undoInput, async ({ input, doing }) => {
  const undone = await undoAct(doing, input)
  refresh()
  return undone
})

/** Reads headers from the host for these eyes only; nothing of them is stored. */
export const readHeaders = supportAction('see-desk', readHeadersInput, async ({ input, doing }) => readHeadersNow(doing, webDesk().env.RELAYWARD_SECRET, input))
