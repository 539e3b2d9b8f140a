import clsx from 'clsx'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { StateShape, TONE_SOFT, TONE_WORD } from '../../../../components/ui/state-shape.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import type { CellWord, ListHead, ListRow } from '../../../../lib/blocklists/list-matrix-views.ts'
import { CELLS, type Cell } from '../../../../lib/blocklists/list-matrix.ts'
import { listMatrixHref, type ListMatrixQuery } from '../../../../lib/blocklists/list-matrix-query.ts'
import { formatAge, formatAgeShort } from '../../../../lib/i18n/format.ts'
import { CELL_TONE } from './list-tone.ts'

type ListCellProps = { row: ListRow; place: number; list: ListHead; query: ListMatrixQuery }

/** Shape and age of one target on one list; a link that opens it. Said in whole words to who does not see the table. */
export function ListCell({ row: { target, cells, words }, place, list, query }: ListCellProps) {
  const t = useTranslations('blocklists.cell')
  const cell = readCell(cells[place])
  const word = words[place]
  if (cell === '-') return <span className="px-2 text-text-3"><span aria-hidden>–</span><span className="sr-only">{t('none', { list: list.name })}</span></span>

  const isOpen = query.target === target && query.list === list.id
  const tone = CELL_TONE[cell]
  return (
    <Link
      href={listMatrixHref(query, isOpen ? { target: null, list: null } : { target, list: list.id })}
      scroll={false}
      prefetch={false}
      data-pair
      data-target={target}
      data-list={list.id}
      aria-current={isOpen ? 'true' : undefined}
      className={clsx('focus-inset inline-flex h-7 min-w-7 items-center gap-1.5 rounded-control px-2', cell === 'l' ? TONE_SOFT.bad : 'hover:bg-line', isOpen && 'outline-2 -outline-offset-2 outline-accent')}
    >
      <StateShape tone={tone} size={10} />
      <CellWords cell={cell} word={word} target={target} list={list} />
    </Link>
  )
}

function CellWords({ cell, word, target, list }: { cell: Exclude<Cell, '-'>; word: CellWord | undefined; target: string; list: ListHead }) {
  const t = useTranslations('blocklists.cell')
  const language = useLocale()
  const now = useTickingNow()
  const about = { target, list: list.name }
  const age = word ? formatAge(word.since, now, language, 'age') : ''
  if (cell === 'l') {
    return (
      <>
        <span className="sr-only">{t('listed', { ...about, age })}</span>
        <span aria-hidden className={clsx('figures font-strong whitespace-nowrap', TONE_WORD.bad)}>{word && formatAgeShort(word.since, now, language)}</span>
      </>
    )
  }
  if (cell === 'u' && word?.code) {
    return (
      <>
        <span className="sr-only">{t('unknownCode', { ...about, code: word.code })}</span>
        <span aria-hidden className="figures text-unk">{lastOctet(word.code)}</span>
      </>
    )
  }
  if (cell === 'o' && word) {
    return (
      <>
        <span className="sr-only">{t('old', { ...about, age })}</span>
        <span aria-hidden className="figures whitespace-nowrap text-unk">{formatAgeShort(word.since, now, language)}</span>
      </>
    )
  }
  return <span className="sr-only">{t(cell === 'c' ? 'clear' : cell === 'n' ? 'never' : 'unknown', about)}</span>
}

/** Administrative answers differ in their last octet: 254 is what people look for. */
function lastOctet(code: string): string {
  return code.split('.').at(-1) ?? code
}

function readCell(letter: string | undefined): Cell {
  return CELLS.find((cell) => cell === letter) ?? 'n'
}
