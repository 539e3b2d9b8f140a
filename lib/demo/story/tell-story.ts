import path from 'node:path'
import type { Db } from '../../db.ts'
import { openDeskKeys } from '../../hosts/open-desk-keys.ts'
import { openPlace, type DemoPlace } from '../hosts.ts'
import { startCustomersMailbox } from '../mail-hosts/customers-mailbox.ts'
import { startPastResolvers } from '../name-server/demo-name-servers.ts'
import { listStories } from '../name-server/list-stories.ts'
import { calendarUpTo, startClock } from '../past/moved-clock.ts'
import { openPastDesk } from '../past/past-desk.ts'
import type { PastHost } from '../past/past-host.ts'
import { addCustomers, addPastHost, addStaff } from './open-platform.ts'
import type { Past } from './past.ts'
import { scenesOf } from './scenes.ts'

export type StoryContext = { db: Db; databaseUrl: string; secret: string; folder: string; url: string; now: Date; signal?: AbortSignal }

/**
 * Lives through four weeks of a provider's mail desk: the real operations, the worker's own steps and real agents, all
 * by a moved clock. A database that has hosts already is left alone.
 */
export async function tellStory(context: StoryContext): Promise<void> {
  const { db, databaseUrl, secret, url, now } = context
  if ((await db.host.count()) > 0) return
  const place = await openPlace(context.folder)
  const calendar = calendarUpTo(now)
  const clock = startClock(calendar.day(28, '08:30'))
  // First by the real clock: agents of today are to know the desk by this certificate.
  await openDeskKeys(db, secret, now)
  const mailbox = await startCustomersMailbox(mailboxFolder(place), '127.0.0.1', 0)
  const mailServer = { host: '127.0.0.1', port: mailbox.port }
  const names = await startPastResolvers(place, listStories(calendar), clock.now)
  const hosts: PastHost[] = []
  try {
    const staff = await addStaff(db, clock.now())
    const admin = { db, now: clock.now(), actor: staff.admin }
    for (const host of place.hosts) hosts.push(await addPastHost(admin, place, host, secret, clock.now))
    await addCustomers(admin)
    const desk = openPastDesk({ db, databaseUrl, secret, url, clock, hosts, mailServer, resolvers: names.resolvers })
    const past: Past = { ...desk, calendar, microsoft: { mood: 'open' }, as: (who) => ({ db, now: clock.now(), actor: staff[who] }) }
    await past.round()
    await past.look()
    for (const scene of scenesOf(calendar)) {
      if (context.signal?.aborted) throw new Error('broken off; the next start tells it anew')
      clock.goTo(scene.at)
      await scene.act(past)
    }
    clock.goTo(now)
    await past.round()
    await past.jobs()
    await past.look()
  } finally {
    for (const host of hosts) await host.stop()
    await mailbox.stop()
    await names.stop()
  }
}

/** Where notices to customers can be read. */
export function mailboxFolder(place: Pick<DemoPlace, 'folder'>): string {
  return path.join(place.folder, 'mailbox')
}
