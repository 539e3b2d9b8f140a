import Link from 'next/link'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { ClassGroups } from '../../../../../components/deliveries/class-groups.tsx'
import { BarChart } from '../../../../../components/ui/bar-chart.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { AccountTraffic } from '../../../../../lib/accounts/account-traffic-views.ts'
import { dayOfOutcomes, OUTCOMES, type OutcomeHour } from '../../../../../lib/accounts/outcome-hours.ts'
import { ratherRound } from '../../../../../lib/deliveries/rather-round.ts'
import type { Met } from '../../../../../lib/deliveries/met-views.ts'
import { receiverHref } from '../../../../../lib/deliveries/receiver-query.ts'
import { formatClock, formatNumber } from '../../../../../lib/i18n/format.ts'

const TONES = { delivered: 'ok', deferred: 'wait', bounced: 'bad' } as const

/** What the account's mail met: how attempts ended hour by hour, and what receivers said, as far as samples tell. */
export function MetCard({ met, hours, now }: { met: Met; hours: AccountTraffic['hours']; now: number }) {
  const t = useTranslations('accounts.met')

  return (
    <Card aria-labelledby="met">
      <CardHead id="met" title={t('title')} about={t('about')} />
      <div className="px-4 pb-3"><Outcomes hours={dayOfOutcomes(hours, now)} /></div>
      <div className="border-t border-line">
        <CardHead level={3} title={t('refusals')} about={met.samples > 0 ? t('refusalsAbout', { count: met.samples, days: met.days, areAll: String(met.areAll) }) : undefined} />
        {met.receivers.length === 0 && <p className="px-4 pb-3 text-text-2">{t('none', { days: met.days })}</p>}
        {met.receivers.map(({ receiver, name, groups, samples, hosts }) => (
          <section key={receiver} className="border-t border-line first-of-type:border-t-0">
            <h4 className="flex flex-wrap items-baseline gap-x-3 bg-sunken px-4 py-1.5">
              <Link href={receiverHref(receiver, { period: '7d' })} className="font-strong wrap-anywhere hover:text-accent hover:underline">{name}</Link>
              <span className="text-label text-text-2">{t('samples', { count: samples })}</span>
              <span className="mono text-text-2">{hosts.join(' ')}</span>
            </h4>
            <ClassGroups receiver={receiver} groups={groups} areCounted={false} />
          </section>
        ))}
      </div>
    </Card>
  )
}

function Outcomes({ hours }: { hours: OutcomeHour[] }) {
  const t = useTranslations('accounts.met')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const total = (outcome: (typeof OUTCOMES)[number]) => hours.reduce((sum, hour) => sum + hour[outcome], 0)
  const most = Math.max(...hours.map((hour) => OUTCOMES.reduce((sum, outcome) => sum + hour[outcome], 0)))
  if (most === 0) return <p className="text-text-2">{t('quiet')}</p>
  const places = [0, Math.floor(hours.length / 2), hours.length - 1]

  return (
    <>
      <p className="mb-3 flex flex-wrap gap-x-4 gap-y-1">
        {OUTCOMES.map((outcome) => <StateWord key={outcome} tone={TONES[outcome]} className="figures">{t(`outcome.${outcome}`, { count: formatNumber(total(outcome), language) })}</StateWord>)}
      </p>
      <BarChart
        label={t('chart')}
        height={88}
        top={ratherRound(most)}
        tickWord={(value) => formatNumber(value, language)}
        axis={places.map((n) => ({ share: n === hours.length - 1 ? 1 : n / hours.length, word: formatClock(hours[n]?.at ?? 0, language, zone) }))}
        bars={hours.map((hour) => ({
          parts: OUTCOMES.map((outcome) => ({ value: hour[outcome], tone: TONES[outcome] })),
          title: t('hour', { at: formatClock(hour.at, language, zone), delivered: hour.delivered, deferred: hour.deferred, bounced: hour.bounced }),
        }))}
      />
    </>
  )
}
