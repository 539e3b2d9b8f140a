'use server'

import { revalidatePath } from 'next/cache'
import { supportAction } from '../../../../lib/access/action.ts'
import { askRequest } from '../../../../lib/cases/ask-request.ts'
import { draftRequest } from '../../../../lib/cases/draft-request.ts'
import { renewDossier, renewDossierInput } from '../../../../lib/cases/renew-dossier.ts'
import { addRequestNote } from '../../../../lib/delisting-requests/add-request-note.ts'
import { askRequestInput, draftRequestInput, noteAnswerInput, putOffInput, reasonedInput, requestNoteInput, settleRequestInput } from '../../../../lib/delisting-requests/delisting-request.ts'
import { noteAnswer } from '../../../../lib/delisting-requests/note-answer.ts'
import { putOffAnswer } from '../../../../lib/delisting-requests/put-off-answer.ts'
import { saveDossier, saveDossierInput } from '../../../../lib/delisting-requests/save-dossier.ts'
import { settleRequest } from '../../../../lib/delisting-requests/settle-request.ts'
import { takeBackMove } from '../../../../lib/delisting-requests/take-back-move.ts'
import { withdrawRequest } from '../../../../lib/delisting-requests/withdraw-request.ts'

/** Lists, counts, Now, and every page that shows what was asked. */
function refresh() {
  revalidatePath('/support', 'layout')
}

/** Writes a draft from what is known; the answer is its number. */
export const draft = supportAction('write-requests', draftRequestInput, async ({ input, doing }) => {
  const written = await draftRequest(doing, input)
  refresh()
  return written
})

export const writeField = supportAction('write-requests', saveDossierInput, async ({ input, doing }) => {
  await saveDossier(doing, input)
  refresh()
})

export const writeAnew = supportAction('write-requests', renewDossierInput, async ({ input, doing }) => {
  await renewDossier(doing, input)
  refresh()
})

export const markAsSent = supportAction('write-requests', askRequestInput, async ({ input, doing }) => {
  await askRequest(doing, input)
  refresh()
})

export const keepAnswer = supportAction('write-requests', noteAnswerInput, async ({ input, doing }) => {
  await noteAnswer(doing, input)
  refresh()
})

export const settle = supportAction('write-requests', settleRequestInput, async ({ input, doing }) => {
  await settleRequest(doing, input)
  refresh()
})

export const withdraw = supportAction('write-requests', reasonedInput, async ({ input, doing }) => {
  await withdrawRequest(doing, input)
  refresh()
})

export const takeBack = supportAction('write-requests', reasonedInput, async ({ input, doing }) => {
  await takeBackMove(doing, input)
  refresh()
})

export const putOff = supportAction('write-requests', putOffInput, async ({ input, doing }) => {
  await putOffAnswer(doing, input)
  refresh()
})

export const keepRequestNote = supportAction('write-requests', requestNoteInput, async ({ input, doing }) => {
  await addRequestNote(doing, input)
  refresh()
})
