import { actorUserId } from '../audit/actor.ts'
import { recordAudit } from '../audit/audit-records.ts'
import { recordChange } from '../audit/change-records.ts'
import type { Doing } from '../audit/doing.ts'
import type { Tx } from '../db.ts'
import { knownBlocklist } from '../blocklists/catalogue/catalogue.ts'
import { createRequest } from '../delisting-requests/delisting-request-records.ts'
import { draftRequestInput, type DraftRequestInput } from '../delisting-requests/delisting-request.ts'
import { readDossierFacts } from '../delisting-requests/dossier-facts-records.ts'
import { findIncidentOfTrouble } from '../delisting-requests/trouble-incident-records.ts'
import { writeDossier } from '../delisting-requests/write-dossier.ts'
import { AppError } from '../errors.ts'
import { findIncidentHead } from '../incidents/incident-page-records.ts'
import { isReceiverId } from '../receivers/receiver-id.ts'
import { transact } from '../transact.ts'

/**
 * Writes a request to a list or a receiver as a draft: what is asked is written from what the desk knows at this moment.
 * Nothing goes out by itself.
 */
export async function draftRequest({ db, now, actor }: Doing, input: DraftRequestInput): Promise<{ number: number }> {
  const { language, incident, ...asked } = draftRequestInput.parse(input)
  if (actor.kind === 'customer' || actor.kind === 'agent') throw new AppError('not-allowed', 'only staff write delisting requests')
  const isKnown = asked.addressee === 'list' ? knownBlocklist(asked.addresseeId) !== undefined : isReceiverId(asked.addresseeId)
  if (!isKnown) throw new AppError('not-found', `no ${asked.addressee} ${asked.addresseeId}`)

  return transact(db, async (tx) => {
    const incidentId = await incidentOf(tx, incident, asked)
    const dossier = writeDossier(await readDossierFacts(tx, asked, now), language)
    const request = await createRequest(tx, { ...asked, dossier: JSON.stringify(dossier), incidentId, createdById: actorUserId(actor), at: now })
    await recordChange(tx, {
      kind: 'delisting-request', at: now, actor, from: null, to: 'draft', requestId: request.id, incidentId,
      evidence: { number: request.number, addressee: asked.addressee, addresseeId: asked.addresseeId },
    })
    await recordAudit(tx, { at: now, actor, action: 'delisting request: draft', subject: `delisting request ${request.number}`, after: asked })
    return { number: request.number }
  })
}

/** The incident that was named, else the one that the trouble opened. */
async function incidentOf(tx: Tx, number: number | null, asked: Parameters<typeof findIncidentOfTrouble>[1]): Promise<number | null> {
  if (number === null) return findIncidentOfTrouble(tx, asked)
  const named = await findIncidentHead(tx, number)
  if (!named) throw new AppError('not-found', `no incident ${number}`)
  return named.id
}
