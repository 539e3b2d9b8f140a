import { X509Certificate } from 'node:crypto'
import type { Db, Tx } from '../db.ts'
import { makeCa, makeDeskCertificate, type KeyPair } from './certificates.ts'
import { findDeskKey, holdDeskKeys, writeDeskKey, type DeskKeyName } from './desk-key-records.ts'
import { openSecret, sealSecret } from './seal-secret.ts'

/** The desk's CA and its own certificate for calling agents, with their private keys opened. */
export type DeskKeys = { ca: KeyPair; desk: KeyPair & { endsAt: Date } }

const RENEW_BEFORE_END_MS = 8 * 3_600_000

/**
 * Opens the desk's keys, made at the first call. The desk's own certificate (24 h) is renewed when it has less than
 * 8 h to go; the CA never is. Throws when the desk's secret is not the one they were sealed with.
 */
export async function openDeskKeys(db: Db, deskSecret: string, now: Date): Promise<DeskKeys> {
  return db.$transaction(async (tx) => {
    await holdDeskKeys(tx)
    const ca = (await open(tx, deskSecret, 'ca')) ?? (await keep(tx, deskSecret, 'ca', makeCa(now), now))
    const known = await open(tx, deskSecret, 'desk')
    if (known && endOf(known).getTime() - now.getTime() > RENEW_BEFORE_END_MS) return { ca, desk: { ...known, endsAt: endOf(known) } }
    const desk = makeDeskCertificate(ca, now)
    await keep(tx, deskSecret, 'desk', desk, now)
    return { ca, desk }
  })
}

async function open(tx: Tx, deskSecret: string, name: DeskKeyName): Promise<KeyPair | null> {
  const sealed = await findDeskKey(tx, name)
  return sealed && { certificatePem: sealed.certificatePem, keyPem: openSecret(deskSecret, purposeOf(name), sealed.sealedKey) }
}

async function keep(tx: Tx, deskSecret: string, name: DeskKeyName, pair: KeyPair, now: Date): Promise<KeyPair> {
  await writeDeskKey(tx, name, { certificatePem: pair.certificatePem, sealedKey: sealSecret(deskSecret, purposeOf(name), pair.keyPem) }, now)
  return pair
}

function purposeOf(name: DeskKeyName): string {
  return `desk key ${name}`
}

function endOf(pair: KeyPair): Date {
  return new X509Certificate(pair.certificatePem).validToDate
}
