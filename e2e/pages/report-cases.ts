import type { PageCase } from './page-cases.ts'
import { openBy } from './page-steps.ts'

const manager = (file: string, path: string, heading: PageCase['heading'], rest: Partial<PageCase> = {}): PageCase => ({ file: `(signed-in)/reports/${file}`, who: 'manager', path, heading, ...rest })

export const REPORT_CASES: PageCase[] = [
  manager('page.tsx', '/reports', (m) => m.reports.title),
  manager('page.tsx', '/reports?span=365d&show=over', (m) => m.reports.title),
  manager('not-found.tsx', '/reports/incidents/999', (m) => m.frame.notFound.title, { status: 404 }),
  manager('months/page.tsx', '/reports/months', (m) => m.reports.months.title),
  manager('months/[month]/page.tsx', `/reports/months/${new Date().toISOString().slice(0, 7)}`, () => /\d{4}$/),
  manager('incidents/[number]/page.tsx', '/reports/incidents/6', () => /(of customer|von Kunde) 12016$/),
  manager('incidents/[number]/page.tsx', '/reports/incidents/7', () => /(of customer|von Kunde) 10417$/),
  manager('incidents/[number]/page.tsx', '/reports/incidents/7', () => /(of customer|von Kunde) 10417$/, { open: (page) => openBy(page, /^(Write the review|Rückblick schreiben)/) }),
  manager('incidents/[number]/page.tsx', '/reports/incidents/13', () => /^Microsoft (refuses 1 host|lehnt 1 Host ab)$/),
  manager('incidents/[number]/page.tsx', '/reports/incidents/10', () => /^mx31 (is silent|ist stumm)$/),
]
