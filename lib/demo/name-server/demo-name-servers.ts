import { answerForLists } from './answer-for-lists.ts'
import { demoNames } from './demo-names.ts'
import type { ListStories } from './list-stories.ts'
import { UNKNOWN_NAME, type NameAnswer } from './name-record.ts'
import { startNameServer, type NameServer } from './start-name-server.ts'
import type { ResolverAddress } from '../../dns/resolver-address.ts'
import { demoResolvers, type DemoPlace } from '../hosts.ts'

/** All that the demo's names say, at the time it is. */
export function demoAnswer(place: Pick<DemoPlace, 'hosts'>, stories: ListStories, now: () => Date): (name: string) => NameAnswer {
  const ofLists = answerForLists(stories, now)
  const names = demoNames(place.hosts)
  return (name) => {
    const said = ofLists(name)
    if (said !== undefined) return said
    const records = names.get(name)
    return records ? { isKnown: true, records } : UNKNOWN_NAME
  }
}

/** The two resolvers of the demo that runs now. */
export async function startDemoResolvers(place: DemoPlace, stories: ListStories): Promise<{ stop(): Promise<void> }> {
  const answer = demoAnswer(place, stories, () => new Date())
  const started: NameServer[] = []
  const stop = async () => void (await Promise.all(started.map((each) => each.stop())))
  try {
    for (const resolver of demoResolvers(place)) {
      const [address = '', port] = resolver.split(':')
      started.push(await startNameServer(address, Number(port), answer))
    }
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The same two as they were: they say what was so at the time of the story, at any free ports. */
export async function startPastResolvers(place: DemoPlace, stories: ListStories, now: () => Date): Promise<{ resolvers: ResolverAddress[]; stop(): Promise<void> }> {
  const answer = demoAnswer(place, stories, now)
  const started = await Promise.all(demoResolvers(place).map(async (name) => ({ name, server: await startNameServer('127.0.0.1', 0, answer) })))
  return {
    resolvers: started.map(({ name, server: { address, port } }) => ({ name, address, port })),
    stop: async () => void (await Promise.all(started.map(({ server }) => server.stop()))),
  }
}
