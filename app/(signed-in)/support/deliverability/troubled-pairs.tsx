'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import type { MatrixPage } from '../../../../lib/deliveries/delivery-views.ts'
import { deliveredShare, emptyPair, pairState } from '../../../../lib/deliveries/matrix.ts'
import { matrixHref, type MatrixQuery } from '../../../../lib/deliveries/matrix-query.ts'
import { formatShare } from '../../../../lib/i18n/format.ts'
import { PAIR_TONE } from './pair-tone.ts'

/** The matrix on a phone: the pairs in trouble and the hosts nobody hears, worst first. */
export function TroubledPairs({ matrix, query }: { matrix: MatrixPage; query: MatrixQuery }) {
  const t = useTranslations('deliverability')
  const language = useLocale()
  const rows = matrix.sites.flatMap(({ rows }) => rows)
  const silent = rows.filter(({ host }) => host.isSilent)
  const pairs = rows
    .filter(({ host }) => !host.isSilent)
    .flatMap(({ host, pairs }) => matrix.receivers.map((receiver) => ({ host, receiver, pair: pairs[receiver.id] ?? emptyPair() })))
    .filter(({ pair }) => pairState(pair) === 'refused' || pairState(pair) === 'deferring')
    .sort((a, b) => (deliveredShare(a.pair) ?? 1) - (deliveredShare(b.pair) ?? 1))

  return (
    <Card className="md:hidden print:hidden" aria-label={t('troubledPairs')}>
      {pairs.length + silent.length === 0 && <p className="px-4 py-3 text-text-2">{t('allFine')}</p>}
      <ul>
        {pairs.map(({ host, receiver, pair }) => (
          <li key={`${host.name} ${receiver.id}`} className="border-b border-line last:border-b-0">
            <Link href={matrixHref(query, { host: host.name, receiver: receiver.id })} scroll={false} prefetch={false} className="focus-inset flex min-h-11 items-center gap-3 px-4 py-2">
              <StateWord tone={PAIR_TONE[pairState(pair)]} className="figures">{formatShare(deliveredShare(pair) ?? 0, language)}</StateWord>
              <span className="min-w-0"><span className="mono font-strong">{host.name}</span> → {receiver.name}</span>
            </Link>
          </li>
        ))}
        {silent.map(({ host }) => (
          <li key={host.name} className="flex min-h-11 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
            <StateWord tone="unk">{t('state.silent')}</StateWord>
            <span className="mono font-strong">{host.name}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
