import { useTranslations } from 'next-intl'
import { pseudonymNumber } from '../../lib/incidents/incident-story.ts'
import type { AnyCheckId } from '../../lib/probes/check-catalogue.ts'
import type { BlockSummary } from '../../lib/incidents/receiver-block.ts'
import type { IncidentRow } from '../../lib/incidents/incident-views.ts'

type Of = Pick<IncidentRow, 'kind' | 'isOver' | 'about' | 'customers' | 'seesNames' | 'block' | 'listed' | 'probe' | 'ownDomain'>
export type IncidentWords = {
  /** The incident in one line: what, through whom, of whom. */
  heading: (incident: Of) => string
  /** An account by name, or its pseudonym in the reader's language. */
  account: (name: string) => string
}

/** Puts incidents into words, with names or without, as the viewer may read them. */
export function useIncidentWords(): IncidentWords {
  const t = useTranslations('incidents')
  const checks = useTranslations('probes.check')
  return {
    heading: ({ kind, isOver, about, customers, block, listed, probe, ownDomain }) =>
      t(ownDomain ? 'heading.ownDomain' : `heading.${kind}`, {
        domain: ownDomain?.domain ?? '', check: ownDomain?.check.toUpperCase() ?? '',
        receiver: block?.name ?? '', hosts: block ? (block.refusing || block.deferring || block.hosts) : 0, fails: probe ? checks(`${probe.check as AnyCheckId}.fails`) : '', failing: probe ? (isOver ? probe.hosts : probe.failing || probe.hosts) : 0,
        now: block ? nowOf(block, isOver) : '',
        count: about.length, host: about[0] ?? '', customer: customers[0] ?? '', isOver: isOver ? 'yes' : 'no',
        target: listed?.target ?? '', lists: listed ? (listed.standing || listed.lists.length) : 0, list: listedName(listed),
        listing: isOver ? 'was' : listed?.standing ? 'is' : listed?.untold ? 'untold' : 'left',
        who: customers.length === 0 ? 'none' : customers.length === 1 ? 'one' : 'several',
      }),
    account: (name) => {
      const number = pseudonymNumber(name)
      return number === null ? name : t('account', { number })
    },
  }
}

/** The one list it is about, or the first of several. */
function listedName(listed: Of['listed']): string {
  return (listed?.lists.find(({ state }) => state === 'listed') ?? listed?.lists[0])?.name ?? ''
}

function nowOf({ worst, refusing, deferring }: BlockSummary, isOver: boolean): string {
  if (isOver) return worst === 'refused' ? 'wasRefused' : 'wasDeferring'
  if (refusing > 0) return 'refuses'
  return deferring > 0 ? 'defers' : 'takes'
}
