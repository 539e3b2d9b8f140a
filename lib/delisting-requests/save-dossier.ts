import * as z from 'zod'
import type { Doing } from '../audit/doing.ts'
import { AppError } from '../errors.ts'
import { holdRequestOrRefuse, keepRequest } from './held-request.ts'
import { dossierField, readDossier } from './dossier.ts'

export const saveDossierInput = z.strictObject({ number: z.number().int().positive(), field: dossierField, value: z.string().trim().max(20_000) })
export type SaveDossierInput = z.infer<typeof saveDossierInput>

/** A person fills a field in or puts it into other words; an empty one is open again. What was sent stays as it was sent. */
export async function saveDossier(doing: Doing, input: SaveDossierInput): Promise<void> {
  const { number, field, value } = saveDossierInput.parse(input)
  await doing.db.$transaction(async (tx) => {
    const request = await holdRequestOrRefuse(tx, doing, number)
    if (request.state !== 'draft') throw new AppError('conflict', `request ${number} was sent`, { userMessageKey: 'errors.request.asked-already' })
    const written = readDossier(request.dossier)
    if (!written?.values.some((each) => each.field === field)) throw new AppError('not-found', `request ${number} has no field ${field}`)
    const values = written.values.map((each) => (each.field === field ? { field, value: value || null } : each))
    await keepRequest(tx, doing, request, { change: { dossier: JSON.stringify({ ...written, values }) }, state: 'draft', action: `write ${field}`, evidence: { what: 'dossier', note: field } })
  })
}
