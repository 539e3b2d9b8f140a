import clsx from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { StateShape, TONE_SOFT, TONE_WORD } from '../../../../components/ui/state-shape.tsx'
import { changeOf, deliveredShare, pairState, type Pair, type PairState } from '../../../../lib/deliveries/matrix.ts'
import { matrixHref, type MatrixQuery } from '../../../../lib/deliveries/matrix-query.ts'
import { sentence } from '../../../../lib/i18n/fill-in.ts'
import { formatNumber, formatPoints, formatShare } from '../../../../lib/i18n/format.ts'
import type { Language } from '../../../../lib/i18n/language.ts'
import { PAIR_TONE } from './pair-tone.ts'

const VALUES = ['host', 'receiver', 'state', 'delivered', 'deferred', 'refused', 'others'] as const

/** What cells say, asked for once for all of them: in each of many hundred it would cost more than all else. */
export type CellWords = { language: Language; states: Record<PairState, string>; about: (values: Record<(typeof VALUES)[number], string | number>) => string; noMail: string; change: string; notHeard: string; neverHeard: string }

export function useCellWords(): CellWords {
  const t = useTranslations('deliverability')
  const states = { fine: t('state.fine'), deferring: t('state.deferring'), refused: t('state.refused'), few: t('state.few') }
  return { language: useLocale(), states, about: sentence(VALUES, (marks) => t('cell', marks)), noMail: t('noMail'), change: t('change'), notHeard: t('notHeard'), neverHeard: t('neverHeard') }
}

type PairCellProps = { words: CellWords; host: string; receiver: { id: string; name: string }; pair: Pair; /** The share that is usually taken, where it is known. */ usual: number | undefined; query: MatrixQuery }

/** Shape and share of one pair; a link that opens it. Said in whole words to who does not see the table. */
export function PairCell({ host, receiver, pair, usual, query, words }: PairCellProps) {
  const state = pairState(pair)
  const tone = PAIR_TONE[state]
  const share = deliveredShare(pair)
  const change = state === 'fine' ? null : changeOf(pair, usual)
  const isOpen = query.host === host && query.receiver === receiver.id
  const attempts = pair.delivered + pair.deferred + pair.refused + pair.others
  if (attempts === 0) return <span className="px-2 text-text-3"><span aria-hidden>–</span><span className="sr-only">{words.noMail}</span></span>

  const about = words.about({ host, receiver: receiver.name, state: words.states[state], delivered: pair.delivered, deferred: pair.deferred, refused: pair.refused, others: pair.others })
  return (
    <a
      data-soft="here"
      href={isOpen ? matrixHref(query, { host: null, receiver: null }) : matrixHref(query, { host, receiver: receiver.id })}
      data-cell
      data-host={host}
      data-receiver={receiver.id}
      data-name={receiver.name}
      aria-current={isOpen ? 'true' : undefined}
      className={clsx(
        'focus-inset flex h-7 min-w-18 items-center gap-2 rounded-control px-2',
        tone !== 'ok' && tone !== 'few' ? TONE_SOFT[tone] : 'hover:bg-sunken',
        isOpen && 'outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <StateShape tone={tone} />
      <span className="sr-only">{`${about}: `}</span>
      {share === null ? (
        <span className="figures text-text-3">{formatNumber(attempts, words.language)}</span>
      ) : (
        <span className={clsx('figures ml-auto whitespace-nowrap', tone !== 'ok' && ['font-strong', TONE_WORD[tone]])}>
          {formatShare(share, words.language).replace(/\s?%$/, '')}
          {change !== null && <span className="ml-1.5 text-label font-[400]"><span className="sr-only">{words.change} </span>{formatPoints(change, words.language)}</span>}
        </span>
      )}
    </a>
  )
}
