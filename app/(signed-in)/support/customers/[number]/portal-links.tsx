import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { StateShape } from '../../../../../components/ui/state-shape.tsx'
import type { CustomerForSupport } from '../../../../../lib/customers/customer-views.ts'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'

/** A link that ends later than this ends with its ticket; the far date would say nothing. */
const FAR_MS = 40 * 86_400_000

/** Links into the portal that his notices carried, and whether they still open it. */
export function PortalLinks({ links }: Pick<CustomerForSupport, 'links'>) {
  const t = useTranslations('customers.links')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const at = (time: string) => formatDayClock(time, now, language, zone)
  const stateOf = ({ state, endsAt }: CustomerForSupport['links'][number]) =>
    state !== 'alive' ? t(state) : Date.parse(endsAt) - now.getTime() > FAR_MS ? t('open') : t('alive', { at: at(endsAt) })

  return (
    <Card aria-labelledby="links" className="pb-3">
      <CardHead id="links" title={t('title')} />
      {links.length === 0 && <p className="px-4 text-text-2">{t('none')}</p>}
      <ul className="flex flex-col gap-1.5 px-4">
        {links.map((link) => (
          <li key={`${link.ticketNumber} ${link.createdAt}`} className="flex gap-2">
            <StateShape tone={link.state === 'alive' ? 'ok' : 'few'} size={10} className="mt-1.5" />
            <span className="min-w-0">
              <Link href={`/support/tickets/${link.ticketNumber}`} className="text-accent underline">
                {t('ticket', { number: link.ticketNumber })}
              </Link>{' '}
              <span className="figures text-text-2">{t('sent', { at: at(link.createdAt) })}</span>
              <span className="block text-label text-text-3">{stateOf(link)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
