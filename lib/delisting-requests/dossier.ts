import * as z from 'zod'
import type { Addressee } from './delisting-request.ts'

/** What a form or a postmaster asks, in the order in which they mostly do. */
export const DOSSIER_FIELDS = [
  'request', 'company', 'contactName', 'contactMail', 'phone', 'abuseContact', 'domain', 'addresses', 'hostNames', 'reverseDns', 'since', 'firstRefusal', 'errorCodes', 'listEntry',
  'volume', 'outcome', 'service', 'shared', 'optIn', 'cause', 'measures', 'prevention', 'authentication', 'feedbackLoop', 'policy', 'timeZone',
] as const
export const dossierField = z.enum(DOSSIER_FIELDS)
export type DossierField = (typeof DOSSIER_FIELDS)[number]

/** Null: we do not know it, so a person must fill it in. */
export const dossierValue = z.strictObject({ field: dossierField, value: z.string().max(20_000).nullable() })
export type DossierValue = z.infer<typeof dossierValue>

/** What is asked, as it was written: kept with the request, word for word. */
export const dossier = z.strictObject({ language: z.enum(['de', 'en']), values: z.array(dossierValue).max(DOSSIER_FIELDS.length) })
export type Dossier = z.infer<typeof dossier>

/** One of our addresses or names that the request is about. */
export type DossierTarget = { target: string; host: string | null; reverseDns: { state: 'pass' | 'fail' | 'unknown'; evidence: string } | null; listing: { state: string; since: Date; codes: string[]; meaning: string | null; text: string | null } | null }

/** What was found that explains it, on the hosts of these addresses. Never names an account or a customer. */
export type DossierCause =
  | { kind: 'lock'; lockedAt: Date; burstBeganAt: Date | null; messages: number | null; taken: number; state: string; relapses: number }
  | { kind: 'check'; check: string; host: string; since: Date }

export type DossierFacts = {
  addressee: Addressee
  addresseeId: string
  targets: DossierTarget[]
  /** The first refusal or the begin of the listing, whichever is known to be earlier. */
  since: Date | null
  firstRefusal: { at: Date; host: string; reply: string } | null
  /** Other wordings of the same time, so that no code is left out. */
  replies: string[]
  /** What the receiver did to our mail of late: null where nothing was counted. */
  deliveries: { days: number; taken: number; deferred: number; refused: number } | null
  causes: DossierCause[]
  desk: { providerName: string; phone: string; abuseAddress: string; timeZone: string }
}

/** What still goes on and fits the listing: asking before it is gone would only list it again. */
export function causesThatStand(causes: DossierCause[]): DossierCause[] {
  return causes.filter((cause) => cause.kind === 'check' || cause.state === 'guarded-unlock')
}

export function readDossier(text: string): Dossier | null {
  try {
    return dossier.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // A text that is no JSON was not written by this desk; the page says that there is none.
    return null
  }
}

