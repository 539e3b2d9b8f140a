import { useTranslations } from 'next-intl'
import { ListSearch } from '../../../../components/ui/list-search.tsx'
import { SegmentedLinks } from '../../../../components/ui/segmented.tsx'
import { ticketListHref, type TicketListQuery } from '../../../../lib/tickets/ticket-list-query.ts'
import { LinkButton } from '../../../../components/ui/link-button.tsx'

const WAITS = ['all', 'us', 'customer', 'closed'] as const

/** Filters of the list; all of them live in the address. */
export function TicketFilters({ query }: { query: TicketListQuery }) {
  const t = useTranslations('tickets')
  const segments = WAITS.map((waits) => ({ key: waits, label: t(`waits.${waits}`), href: ticketListHref(query, { waits }) }))
  const kept = { ...(query.waits === 'all' ? {} : { waits: query.waits }), ...(query.mine ? { mine: '1' } : {}) }

  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedLinks label={t('filter')} segments={segments} current={query.waits} />
      <LinkButton
        href={ticketListHref(query, { mine: !query.mine })}
        aria-current={query.mine ? 'true' : undefined}
        className={query.mine ? 'border-accent-line! bg-accent-soft! text-accent!' : undefined}
      >
        {t('mine')}
      </LinkButton>
      <ListSearch label={t('search')} doWord={t('searchDo')} value={query.q} action="/support/tickets" kept={kept} />
    </div>
  )
}
