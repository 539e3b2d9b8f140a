import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { StateShape, TONE_WORD } from '../../../../components/ui/state-shape.tsx'
import type { ListMatrixPage, ListRow } from '../../../../lib/blocklists/list-matrix-views.ts'
import { listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import { formatDayClock } from '../../../../lib/i18n/format.ts'

type Pair = { row: ListRow; place: number; isListed: boolean; since: string | null }

/** So many fit under a thumb; the rest comes when it is asked for. */
const SHOWN = 40

/** The matrix on a phone: who lists what, then answers about one of ours that say nothing. */
export function TroubledListings({ matrix, query }: { matrix: ListMatrixPage; query: ListMatrixQuery }) {
  const t = useTranslations('blocklists')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const pairs = pairsOf(matrix)
  const shown = query.whole === null && pairs.length > SHOWN + 1 ? pairs.slice(0, SHOWN) : pairs

  return (
    <Card className="md:hidden print:hidden" aria-label={t('pairs.title')}>
      {pairs.length === 0 && <p className="px-4 py-3 text-text-2">{t('pairs.none')}</p>}
      <ul>
        {shown.map(({ row, place, isListed, since }) => {
          const list = matrix.columns[place]
          return list && (
            <li key={`${row.target} ${list.id}`} className="border-b border-line last:border-b-0">
              <Link href={listMatrixHref(query, { target: row.target, list: list.id })} scroll={false} prefetch={false} className="focus-inset flex min-h-11 items-center gap-3 px-4 py-2">
                <StateShape tone={isListed ? 'bad' : 'unk'} label={t(isListed ? 'state.listed' : 'state.unknown')} />
                <span className="min-w-0 flex-1">
                  <span className="mono font-strong wrap-anywhere">{row.target}</span> {t('panel.on')} {list.name}
                  <span className="block text-label text-text-2">{row.owners.map(({ name }) => name).join(', ')}{row.otherHosts > 0 && ` ${t('uses.others', { count: row.otherHosts })}`}</span>
                </span>
                {since && <span className={`text-label whitespace-nowrap ${TONE_WORD[isListed ? 'bad' : 'unk']}`}>{t('pairs.since', { at: formatDayClock(since, now, language, zone) })}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
      {shown.length < pairs.length && <Link href={listMatrixHref(query, { whole: '1' })} scroll={false} prefetch={false} className="focus-inset flex min-h-11 items-center px-4 py-2 text-accent hover:underline">{t('more', { count: pairs.length - shown.length })}</Link>}
    </Card>
  )
}

function pairsOf({ look, columns }: ListMatrixPage): Pair[] {
  const pairs = look.rows.flatMap((row) => [...row.cells].flatMap((cell, place): Pair[] => {
    const isListed = cell === 'l'
    const isUseless = (cell === 'u' || cell === 'o') && columns[place]?.isSilent === false
    return isListed || isUseless ? [{ row, place, isListed, since: row.words[place]?.since ?? null }] : []
  }))
  return [...pairs.filter(({ isListed }) => isListed), ...pairs.filter(({ isListed }) => !isListed)]
}
