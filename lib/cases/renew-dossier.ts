import * as z from 'zod'
import type { Doing } from '../audit/doing.ts'
import { dossierLanguage } from '../delisting-requests/delisting-request.ts'
import { readDossierFacts } from '../delisting-requests/dossier-facts-records.ts'
import { holdRequestOrRefuse, keepRequest } from '../delisting-requests/held-request.ts'
import { writeDossier } from '../delisting-requests/write-dossier.ts'
import { AppError } from '../errors.ts'
import { transact } from '../transact.ts'

export const renewDossierInput = z.strictObject({ number: z.number().int().positive(), language: dossierLanguage })
export type RenewDossierInput = z.infer<typeof renewDossierInput>

/** Writes a draft anew from what is known by now, or in the other language. What people filled in is written over. */
export async function renewDossier(doing: Doing, input: RenewDossierInput): Promise<void> {
  const { number, language } = renewDossierInput.parse(input)
  await transact(doing.db, async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    if (request.state !== 'draft') throw new AppError('conflict', `request ${number} was sent`, { userMessageKey: 'errors.request.asked-already' })
    const dossier = writeDossier(await readDossierFacts(tx, request, doing.now), language)
    await keepRequest(tx, doing, request, { change: { dossier: JSON.stringify(dossier) }, state: 'draft', action: 'write anew', evidence: { what: 'dossier' } })
  })
}
