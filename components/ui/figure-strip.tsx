import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import { Figure } from './figure.tsx'

export type StripFigure = { key: string; value: ReactNode; label: ReactNode; about?: ReactNode; tone?: 'bad' | 'wait' | 'hold' | undefined }

/** Figures beside each other, ruled off: what a page's answer stands on. `label` names the strip. */
export function FigureStrip({ label, figures }: { label: string; figures: readonly StripFigure[] }) {
  return (
    <Card aria-label={label}>
      <ul className="grid gap-y-3 py-3 max-md:grid-cols-2 md:auto-cols-fr md:grid-flow-col">
        {figures.map(({ key, tone, ...figure }) => (
          <li key={key} className="border-line px-4 md:border-l md:first:border-l-0">
            <Figure {...figure} {...(tone && { tone })} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
