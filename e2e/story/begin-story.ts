import { DEFAULT_POLICY } from '../../lib/policies/policy.ts'
import { joinAgent, type JoinedAgent } from './joined-agent.ts'
import { startMailPlatform, type MailPlatform } from './mail-platform.ts'
import { startStoryDesk, type Copies, type StoryDesk } from './story-desk.ts'

export type Story = { mail: MailPlatform; desk: StoryDesk; mx01: JoinedAgent; mx02: JoinedAgent; stop(): Promise<void> }

/** Where case 1 begins: two real hosts with agents that know the desk's limits, a desk, and the bakery among its customers. */
export async function beginStory({ watchSeconds, ...copies }: { watchSeconds: number } & Copies): Promise<Story> {
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  const keep = <T extends { stop(): Promise<void> }>(started: T): T => {
    ends.push(() => started.stop())
    return started
  }
  try {
    const mail = keep(await startMailPlatform())
    const desk = keep(await startStoryDesk(copies))
    await desk.savePolicy({ ...DEFAULT_POLICY, guardedUnlock: { ...DEFAULT_POLICY.guardedUnlock, watchSeconds } }, 'a short watch for the story')
    const join = async (name: 'mx01' | 'mx02') => {
      const { configDirectory, queueDirectory } = mail[name]
      return keep(await joinAgent({ db: desk.db, secret: desk.secret, name, kind: 'postfix', options: { configDirectory, stateFolder: `${queueDirectory}/../relayward` } }))
    }
    const story = { mail, desk, mx01: await join('mx01'), mx02: await join('mx02'), stop }
    await desk.db.customer.create({
      data: {
        number: '10417', name: 'Bäckerei Muster', language: 'de',
        contacts: { create: { name: 'Hanna Muster', email: 'hanna@privat.example' } },
        domains: { create: { domain: 'baeckerei-muster.example' } },
      },
    })
    await desk.hostsAgree()
    return story
  } catch (error) {
    await stop()
    throw error
  }
}
