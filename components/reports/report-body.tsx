import type { ReactNode } from 'react'
import type { Report } from '../../lib/reports/report-views.ts'
import { HitsCard } from './hits-card.tsx'
import { LocksChart } from './locks-chart.tsx'
import { ReportFigures } from './report-figures.tsx'
import { useReportWords, type PeriodName } from './report-words.ts'
import { SpeedCard } from './speed-card.tsx'

/** A period: what happened in a few sentences, its figures, how fast we were, who was hit, then `children`. */
export function ReportBody({ report, name, children }: { report: Report; name: PeriodName; children: ReactNode }) {
  const words = useReportWords(name)

  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[75ch] text-lead text-text-2">{words.sentence(report)}</p>
      <ReportFigures report={report} name={name} />
      <SpeedCard report={report} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.8fr)]">
        <LocksChart bars={report.bars} />
        <HitsCard report={report} />
      </div>
      {children}
    </div>
  )
}
