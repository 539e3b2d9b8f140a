import type { IncidentDetail } from '../../lib/incidents/incident-views.ts'
import type { KeyEvent } from '../../lib/incidents/key-events.ts'
import type { BlockSummary } from '../../lib/incidents/receiver-block.ts'
import { BlockTrendCard } from './block-trend-card.tsx'
import { BlockedHostsCard } from './blocked-hosts-card.tsx'

type BlockCardsProps = { block: BlockSummary; blocked: NonNullable<IncidentDetail['blocked']>; events: KeyEvent[]; /** Names lead to the pages of the desk. */ isLinked?: boolean }

/** What a receiver did to our hosts: over time, and host by host with its own words. */
export function BlockCards({ block, blocked, events, isLinked = false }: BlockCardsProps) {
  return (
    <>
      <BlockTrendCard name={block.name} trend={blocked.trend} events={events} />
      <BlockedHostsCard block={block} hosts={blocked.hosts} isLinked={isLinked} />
    </>
  )
}
