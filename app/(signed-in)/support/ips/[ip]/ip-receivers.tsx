import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { PairWord } from '../../../../../components/deliveries/pair-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { IpPage } from '../../../../../lib/blocklists/ip-views.ts'
import { matrixHref, matrixQuery } from '../../../../../lib/deliveries/matrix-query.ts'

const SHOWN = 8

/** How receivers take mail from the address, where its host's log names the address; else from the host. */
export function IpReceivers({ page: { receivers } }: { page: IpPage }) {
  const t = useTranslations('blocklists.ip')

  return receivers.map(({ host, isSilent, lastReadAt, receivers: own, isOfHost }) => (
    <Card key={host} aria-label={t('receivers', { host })}>
      <CardHead title={isOfHost ? t('receiversOfHost', { host }) : t('receivers', { host })} about={lastReadAt && <>{t('day')} · <Time at={lastReadAt} isFocusable={false} /></>} isRuled />
      {isOfHost && own.length > 0 && <p className="px-4 pt-2 text-label text-text-2">{t('noSendingAddress')}</p>}
      {own.length === 0 && <p className="px-4 py-3 text-text-2">{t(isSilent ? 'silentHost' : 'noMail')}</p>}
      <ul>
        {own.slice(0, SHOWN).map(({ receiver, name, pair, state }) => (
          <li key={receiver} className="border-b border-line last:border-b-0">
            <Link href={matrixHref(matrixQuery.parse({}), { period: '24h', host, receiver })} className="focus-inset flex min-h-9 items-center justify-between gap-3 px-4 hover:bg-sunken">
              <span className="truncate">{name}</span>
              <PairWord pair={pair} state={state} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  ))
}
