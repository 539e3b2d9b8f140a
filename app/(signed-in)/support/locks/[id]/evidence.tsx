import { useLocale, useNow, useTranslations } from 'next-intl'
import { Card, CardHead, Quote } from '../../../../../components/ui/card.tsx'
import { ClockTime } from '../../../../../components/ui/clock-time.tsx'
import { Facts, Figure } from '../../../../../components/ui/figure.tsx'
import { formatDuration, formatNumber } from '../../../../../lib/i18n/format.ts'
import type { LockForSupport } from '../../../../../lib/relay-locks/lock-page-views.ts'

const FIGURES = ['messages', 'recipients', 'unknownRecipients', 'permanentFailures', 'temporaryFailures', 'undeliverableInQueue', 'networks'] as const

/** Which limit was crossed by what figure, against the limit and the account's habit; the lines that prove it; how fast we were. */
export function Evidence({ lock }: { lock: LockForSupport }) {
  const t = useTranslations('locks.detail')
  const language = useLocale()
  const { crossing, figures, excerpts } = lock.evidence
  const window = formatDuration(crossing?.windowSeconds ?? 600, language)

  return (
    <Card aria-labelledby="evidence">
      <CardHead id="evidence" title={t('why')} about={lock.origin === 'agent' && lock.originHost ? t('by', { host: lock.originHost }) : t('byPerson')} isRuled />
      <div className="flex flex-col gap-4 p-4">
        {lock.reason && <Facts facts={[{ name: t('reason'), value: <span className="wrap-anywhere">{lock.reason}</span> }]} />}
        {crossing && <Crossed lock={lock} window={window} />}
        {figures ? (
          <section aria-label={t('measured', { window })}>
            <h3 className="mb-2 text-label text-text-2">{t('measured', { window })}</h3>
            <div className="grid grid-cols-4 gap-3 max-md:grid-cols-2">
              {FIGURES.map((key) => (
                <Figure key={key} value={formatNumber(figures[key], language)} label={t(`figure.${key}`)} />
              ))}
            </div>
          </section>
        ) : (
          <p className="text-text-2">{t('noLines')}</p>
        )}
        <Pace lock={lock} />
        {excerpts.length > 0 && (
          <section>
            <h3 className="mb-1 text-label text-text-2">{t('lines')}</h3>
            <Quote>{excerpts.join('\n')}</Quote>
          </section>
        )}
      </div>
    </Card>
  )
}

function Crossed({ lock, window }: { lock: LockForSupport; window: string }) {
  const t = useTranslations('locks')
  const language = useLocale()
  const { crossing, figures } = lock.evidence
  if (!crossing) return null
  const habit = figures?.habitRecipients ?? null

  return (
    <div>
      <p className="font-strong">
        {t('detail.crossed', {
          value: formatNumber(crossing.value, language), limit: t(`limit.${crossing.limit}`), window, threshold: formatNumber(crossing.threshold, language),
        })}
      </p>
      <p className="text-text-2">{habit === null ? t('detail.habitUnknown') : t('detail.habit', { habit: formatNumber(habit, language, habit < 10 ? 1 : 0), window })}</p>
    </div>
  )
}

/** From the first mail of the burst to the lock in force. */
function Pace({ lock }: { lock: LockForSupport }) {
  const t = useTranslations('locks.detail')
  const now = useNow().getTime()
  const { burstBeganAt, crossedAt, inForceAt } = lock.evidence
  const took = crossedAt && inForceAt ? `${((Date.parse(inForceAt) - Date.parse(crossedAt)) / 1000).toFixed(1)} s` : null
  const facts = [
    ...(burstBeganAt ? [{ name: t('began'), value: <ClockTime at={burstBeganAt} now={now} /> }] : []),
    ...(crossedAt ? [{ name: t('crossedAt'), value: <ClockTime at={crossedAt} now={now} /> }] : []),
    {
      name: t('inForce'),
      value: (
        <>
          <ClockTime at={inForceAt ?? lock.lockedAt} now={now} />
          {took && <span className="text-text-2"> · {t('within', { time: took })}</span>}
        </>
      ),
    },
  ]
  return <Facts facts={facts} className="figures" />
}
