import { useTranslations } from 'next-intl'
import { Card, CardHead, Quote } from '../../../../../components/ui/card.tsx'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'

/** Log lines that the agent could not read: they show what it may miss. */
export function UnreadLines({ lines }: { lines: HostForSupport['unreadLines'] }) {
  const t = useTranslations('hosts.unread')
  const hosts = useTranslations('hosts')
  const count = lines?.count ?? 0

  return (
    <Card aria-labelledby="unread" className="pb-3">
      <CardHead id="unread" title={t('title')} about={lines && count > 0 && t('about', { count })} />
      <div className="flex flex-col gap-2 px-4">
        {!lines && <p className="text-text-2">{hosts('notRead')}</p>}
        {lines && count === 0 && <p className="text-text-2">{t('none')}</p>}
        {lines && lines.samples.length > 0 && (
          <>
            <Quote>{lines.samples.join('\n')}</Quote>
            <p className="text-label text-text-3">{t('hint')}</p>
          </>
        )}
      </div>
    </Card>
  )
}
