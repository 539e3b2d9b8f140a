import { renewHostCertificate } from '../../cases/join-host.ts'
import { markSilentHosts } from '../../cases/mark-silent-hosts.ts'
import { findIdentity } from '../../hosts/host-identity-records.ts'
import type { Calendar } from '../past/moved-clock.ts'
import type { Past, Scene } from './past.ts'

/** Hosts that were not heard: alt3 for half an hour one night, mx31 up to now. */
export function silenceScenes(calendar: Calendar): Scene[] {
  return [
    { at: calendar.day(9, '03:10'), act: (past) => fallSilent(past, 'alt3') },
    { at: calendar.day(9, '03:41'), act: (past) => isHeardAgain(past, 'alt3') },
    { at: calendar.minutesAgo(9), act: mx31FallsSilent },
  ]
}

/** A worker that hears a host no more says so a minute later. */
async function fallSilent(past: Past, name: string): Promise<void> {
  await past.look()
  past.silent.add(name)
  past.clock.forward(65_000)
  await past.look()
  await markSilentHosts(past.worker())
}

async function isHeardAgain(past: Past, name: string): Promise<void> {
  past.silent.delete(name)
  await past.round()
}

/** Its certificate was renewed in time, as long as it was heard. */
async function mx31FallsSilent(past: Past): Promise<void> {
  const host = await findIdentity(past.db, { name: 'mx31' })
  if (host) await past.host('mx31').answering(() => renewHostCertificate(past.worker(), host.id, past.secret))
  await fallSilent(past, 'mx31')
}
