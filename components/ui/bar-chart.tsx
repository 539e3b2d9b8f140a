import clsx from 'clsx'
import { TONE_FILL, TONE_WORD, type Tone } from './state-shape.tsx'

export type ChartBar = {
  /** From the bottom up; `look` draws a part otherwise than by its tone. */
  parts: readonly { value: number; tone: Tone; look?: string }[]
  /** Said on hover. */
  title: string
  /** The true figure of a bar that is cut at the top. */
  cutWord?: string | undefined
}
/** A place on the axis, from 0 (left) to 1 (right). A spare one is left out where there is little room. */
export type ChartPlace = { share: number; word: string; isSpare?: boolean }

type BarChartProps = {
  bars: readonly ChartBar[]
  /** The value at the upper edge; what is higher is cut there. */
  top: number
  /** What is usual, drawn as a ground. */
  band?: { low: number; high: number } | null
  axis: readonly ChartPlace[]
  /** Lettered events above the bars; a phone has no room for them. */
  marks?: readonly ChartPlace[]
  tickWord: (value: number) => string
  /** Says in words what the chart shows; its figures stand in a table beside it. */
  label: string
  height?: number
}

/** Bars over time against a scale. Bars that would make all others flat are cut, with their true figure beside them. */
export function BarChart({ bars, top, band, axis, marks = [], tickWord, label, height = 104 }: BarChartProps) {
  const share = (value: number) => `${Math.min(1, value / top) * 100}%`
  const cut = bars.flatMap((bar, index) => (sumOf(bar) > top ? [index] : [])).reverse()

  return (
    <div role="img" aria-label={label} className={clsx('grid grid-cols-[minmax(0,1fr)_auto] gap-x-2', marks.length > 0 && 'md:pt-6')}>
      <div className="relative print-exact" style={{ height }}>
        {band && <div className="absolute inset-x-0 bg-ok-soft" style={{ bottom: share(band.low), height: share(band.high - band.low) }} />}
        <div className="absolute inset-x-0 top-0 h-px bg-line" />
        <div className="absolute inset-x-0 top-1/2 h-px bg-line" />
        <div className="absolute inset-x-0 bottom-0 h-px bg-line-strong" />
        {marks.map((mark) => (
          <Mark key={mark.word + mark.share} mark={mark} />
        ))}
        <div className="absolute inset-0 flex items-end gap-px">
          {bars.map((bar, index) => (
            <DrawnBar key={index} bar={bar} top={top} isRightHalf={index > bars.length / 2} cutRow={cut.indexOf(index)} />
          ))}
        </div>
      </div>
      <div aria-hidden className="figures flex flex-col justify-between text-label text-text-3" style={{ height }}>
        <span className="-mt-2">{tickWord(top)}</span>
        <span>{tickWord(top / 2)}</span>
        <span className="-mb-2">0</span>
      </div>
      <div aria-hidden className="relative mt-1 h-4 text-label text-text-3">
        {axis.map(({ share: at, word, isSpare }) => (
          <span key={word + at} className={clsx('absolute whitespace-nowrap', isSpare && 'max-md:hidden', at > 0.95 ? 'right-0' : at > 0.02 && '-translate-x-1/2')} style={at > 0.95 ? undefined : { left: `${at * 100}%` }}>
            {word}
          </span>
        ))}
      </div>
    </div>
  )
}

/** Figures of cut bars stand under each other, the latest on top, so that neighbours do not cover each other. */
const CUT_WORDS_MAX = 3
const CUT_WORD_PX = 16

function DrawnBar({ bar, top, isRightHalf, cutRow }: { bar: ChartBar; top: number; isRightHalf: boolean; cutRow: number }) {
  const sum = sumOf(bar)
  const isCut = cutRow >= 0
  const heaviest = [...bar.parts].sort((a, b) => b.value - a.value)[0]

  return (
    <div title={bar.title} className="relative flex h-full flex-1 flex-col-reverse">
      {bar.parts.map((part, index) => (
        <span key={index} className={clsx('w-full', part.look ?? TONE_FILL[part.tone])} style={{ height: heightOf(part.value, isCut ? sum : top) }} />
      ))}
      {isCut && <span className="absolute top-3 -right-px -left-px h-1 -rotate-12 bg-surface" />}
      {isCut && bar.cutWord && cutRow < CUT_WORDS_MAX && (
        <span className={clsx('figures absolute z-1 rounded-tag bg-surface px-1 text-label font-strong whitespace-nowrap', isRightHalf ? 'right-full' : 'left-full', TONE_WORD[heaviest?.tone ?? 'unk'])} style={{ top: cutRow * CUT_WORD_PX }}>
          {bar.cutWord}
        </span>
      )}
    </div>
  )
}

function sumOf({ parts }: ChartBar): number {
  return parts.reduce((total, part) => total + part.value, 0)
}

/** What happened at all is seen: at least 2 px. */
function heightOf(value: number, of: number): string {
  return value <= 0 ? '0' : `max(2px, ${(value / of) * 100}%)`
}

function Mark({ mark: { share, word } }: { mark: ChartPlace }) {
  return (
    <div className="absolute -top-6 bottom-0 w-px border-l border-dashed border-text-3 max-md:hidden" style={{ left: `${share * 100}%` }}>
      <span className="absolute top-0 -left-2.5 inline-flex size-5 items-center justify-center rounded-full border border-text-2 bg-surface text-label font-strong">{word}</span>
    </div>
  )
}
