import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHead, Quote } from '../../../../../components/ui/card.tsx'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'

/** Log lines that the agent could not read: they show what it may miss. */
export function UnreadLines({ lines }: { lines: HostForSupport['unreadLines'] }) {
  const t = useTranslations('hosts.unread')
  const hosts = useTranslations('hosts')
  const language = useLocale()
  const count = lines?.count ?? 0
  const read = lines?.lines == null ? null : formatNumber(lines.lines, language)

  return (
    <Card aria-labelledby="unread" className="pb-3">
      <CardHead id="unread" title={t('title')} about={lines && count > 0 && (read === null ? t('about', { count }) : t('share', { count, lines: read }))} />
      <div className="flex flex-col gap-2 px-4">
        {!lines && <p className="text-text-2">{hosts('notRead')}</p>}
        {lines && count === 0 && <p className="text-text-2">{read === null || lines.lines === 0 ? t('none') : t('noneOf', { lines: read })}</p>}
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
