import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import type { Tone } from '../../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { formatDayClock } from '../../../../../lib/i18n/format.ts'
import { reasonInGerman } from '../../../../../lib/probes/parameters-in-german.ts'
import type { HostRoundTrips, RoundTripRow, RoundTripState } from '../../../../../lib/probes/round-trip-views.ts'
import { SendRoundTrip } from './send-round-trip.tsx'

const TONE: Record<RoundTripState, Tone> = {
  never: 'unk', queued: 'hold', running: 'hold', person: 'ok', automatic: 'ok', 'nobody-reads': 'wait', returned: 'wait', refused: 'unk', 'not-sent': 'unk', 'no-answer': 'unk',
}

/** Does somebody read postmaster@ and abuse@ here? Only a mail that somebody has sent can tell. */
export function RoundTripCard({ host, view: { rows, ...view } }: { host: string; view: HostRoundTrips }) {
  const t = useTranslations('roundTrips')
  const isKnown = rows.some(({ recipient }) => recipient !== null)

  return (
    <Card aria-labelledby="round-trips">
      <CardHead id="round-trips" title={t('card')} about={t('cardAbout')} isRuled />
      <ul>
        {rows.map((row) => <RoundTripLine key={row.mailbox} host={host} row={row} view={view} />)}
      </ul>
      {(!isKnown || view.answerDomain === null) && (
        <p className="border-t border-line px-4 py-2 text-text-2">{t(view.answerDomain === null ? 'noAnswers' : 'noDomain')}</p>
      )}
    </Card>
  )
}

function RoundTripLine({ host, row, view }: { host: string; row: RoundTripRow; view: Omit<HostRoundTrips, 'rows'> }) {
  const t = useTranslations('roundTrips')
  const { mailbox, recipient, state, isOld, at, until, askedBy, reply, isTooSoon } = row
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const isOpen = state === 'queued' || state === 'running'
  const maySend = view.mayAsk && !isOpen && (!isTooSoon || view.mayInsist)

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
      <span className="mono min-w-40 wrap-anywhere">{recipient ?? `${mailbox}@…`}</span>
      <span className="flex min-w-0 flex-1 flex-col">
        <StateWord tone={isOld ? 'unk' : TONE[state]}>{t(`state.${state}`)}{isOld && ` · ${t('old')}`}</StateWord>
        <span className="text-label text-text-2">
          {at !== null && t.rich(until === null ? 'at' : 'asked', { by: askedBy || 'none', time: () => <Time at={at} /> })}
          {until !== null && <> · {t('until', { time: formatDayClock(until, now, language, zone) })}</>}
          {reply !== null && <> · <span className="mono wrap-anywhere">{language === 'de' ? reasonInGerman(reply) : reply}</span></>}
        </span>
      </span>
      {maySend && recipient !== null && view.answerDomain !== null && <SendRoundTrip host={host} mailbox={mailbox} recipient={recipient} answerDomain={view.answerDomain} insist={isTooSoon} />}
      {isTooSoon && !view.mayInsist && !isOpen && <span className="text-label text-text-2">{t('tooSoon')}</span>}
    </li>
  )
}
