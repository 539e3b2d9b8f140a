import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { DomainPage } from '../../../../../lib/domain-checks/domain-page-views.ts'
import { formatDate } from '../../../../../lib/i18n/format.ts'
import { AcknowledgeHarm, HarmWorkAgain } from './acknowledge-harm.tsx'

type Harm = DomainPage['harms'][number]

/** What of this domain does harm now: since when, in which incident, and whether somebody said that it is known. */
export function HarmCard({ domain, isOurs, harm }: { domain: string; isOurs: boolean; harm: Harm }) {
  const t = useTranslations('domains')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const { check, state, since, acknowledged, incident } = harm
  const isKnown = acknowledged !== null && !acknowledged.isOver

  return (
    <NoticeBox tone={isKnown ? 'hold' : state === 'unknown' ? 'unk' : isOurs ? 'bad' : 'wait'} title={t(isOurs ? 'harm.ours' : 'harm.customer', { check: t(`check.${check}`) })}>
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{t.rich('harm.since', { at: () => <Time at={since} shape="age" /> })}{state === 'unknown' && ` · ${t('harm.unseen')}`}</span>
        {incident && <Link href={`/support/incidents/${incident.number}`} className="text-accent hover:underline">{t('harm.incident', { number: incident.number })}</Link>}
        {acknowledged && <span>{t('harm.known', { reason: acknowledged.reason, by: acknowledged.by, until: acknowledged.until === null ? 'none' : formatDate(acknowledged.until, language, zone) })}{acknowledged.isOver && ` · ${t('harm.knownOver')}`}</span>}
        <span className="ml-auto">{isKnown ? <HarmWorkAgain domain={domain} check={check} /> : <AcknowledgeHarm domain={domain} check={check} />}</span>
      </span>
    </NoticeBox>
  )
}
