import { askRoundTrip } from '../../lib/cases/ask-round-trip.ts'
import { endRoundTrip } from '../../lib/cases/end-round-trip.ts'
import { saveHostProbing } from '../../lib/cases/save-host-probing.ts'
import { saveProbing } from '../../lib/cases/save-probing.ts'
import { listOpenRoundTrips } from '../../lib/probes/round-trip-records.ts'
import type { FilledDesk } from './filled-desk.ts'
import { PROVIDER } from './tell-probes.ts'

const ANSWERS = `answers.${PROVIDER}`

/** A program says of postmaster@ on mx02 that nobody reads, abuse@ has not answered yet; of web7's port 25 somebody says where it is. */
export async function tellRoundTrips({ db, people }: FilledDesk, ago: (minutes: number) => Date): Promise<void> {
  await saveProbing({ db, now: ago(3000), actor: people.admin }, { probing: { everyMinutes: 15, answers: { listen: '127.0.0.1:2599', domain: ANSWERS } }, reason: 'round trips are wanted' })
  await saveHostProbing({ db, now: ago(400), actor: people.admin }, { host: 'web7', places: ['203.0.113.77:25=25', '203.0.113.77:587=587', '203.0.113.77:465=465'], isProbed: true, looksAtOthers: false, reason: 'as agreed' })
  const ask = (mailbox: 'postmaster' | 'abuse', minutes: number) => askRoundTrip({ db, now: ago(minutes), actor: people.support }, { host: 'mx02', mailbox, recipient: `${mailbox}@${PROVIDER}`, answerDomain: ANSWERS }, { mayInsist: false })
  await ask('postmaster', 200)
  for (const trip of await listOpenRoundTrips(db)) await endRoundTrip({ db, now: ago(199), actor: { kind: 'worker' } }, trip, { outcome: 'nobody-reads', words: 'This mailbox is not monitored; mail to it is deleted unread.' })
  await ask('abuse', 20)
}
