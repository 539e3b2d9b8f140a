import type { KeptProcess } from '../../lib/setup/kept-process.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'
import type { StoryDesk } from './story-desk.ts'

type Lease = { name: string; holder: string }

/** Leases that are in force now, and who holds them. */
export async function leasesInForce({ db }: StoryDesk): Promise<Lease[]> {
  return db.$queryRaw<Lease[]>`SELECT name, holder FROM "Lease" WHERE until > clock_timestamp() ORDER BY name`
}

/** Until every copy of the worker has its fair part of all work, and nothing lies idle. */
export async function workIsShared(desk: StoryDesk): Promise<void> {
  await waitUntil('all work is shared fairly', async () => {
    const leases = await leasesInForce(desk)
    const workers = leases.filter(({ name }) => name.startsWith('worker:')).map(({ holder }) => holder)
    const works = leases.filter(({ name }) => !name.startsWith('worker:'))
    const fair = Math.ceil(works.length / workers.length)
    return workers.length === workersOf(desk).length && workers.every((one) => works.filter(({ holder }) => holder === one).length >= works.length - fair)
  }, { withinMs: 40_000, everyMs: 100 })
}

/** The copy of the worker that holds a piece of work. */
export async function whoHolds(desk: StoryDesk, work: string): Promise<{ holder: string; program: KeptProcess }> {
  const lease = (await leasesInForce(desk)).find(({ name }) => name === work)
  const program = workersOf(desk).find(({ name }) => lease?.holder.startsWith(`${name}-${new URL(desk.url).port}-`))
  if (!lease || !program) throw new Error(`nobody holds ${work}`)
  return { holder: lease.holder, program }
}

function workersOf({ programs }: StoryDesk): KeptProcess[] {
  return programs.filter(({ name }) => name.startsWith('worker'))
}
