import type { Page } from '@playwright/test'
import { globSync } from 'node:fs'
import path from 'node:path'
import type { Messages } from '../../lib/i18n/messages.ts'
import { ADMIN_CASES } from './admin-cases.ts'
import { CUSTOMER_CASES, VISITOR_CASES } from './customer-cases.ts'
import { REPORT_CASES } from './report-cases.ts'
import { REQUEST_CASES } from './request-cases.ts'
import { SUPPORT_CASES } from './support-cases.ts'
import { TICKET_CASES } from './ticket-cases.ts'

export const WALKERS = ['lead', 'manager', 'admin', 'plumber', 'bakery', 'lawyer', 'visitor'] as const
export type Walker = (typeof WALKERS)[number]

/** What only the filled desk knows: numbers and ids that its operations gave. */
export type Known = { lockOf: (account: string) => string; ticketOf: (account: string) => number; linkToken: string }

export type PageCase = {
  /** The file of `app/` that draws it. */
  file: string
  who: Walker
  path: string | ((known: Known) => string)
  /** What the page's heading says, in the words of its language. */
  heading: (words: Messages) => string | RegExp
  /** What is opened or typed before the look. */
  open?: (page: Page, words: Messages) => Promise<void>
  /** How the page itself answers; 200 where nothing is said. */
  status?: 404
}

export const PAGE_CASES: PageCase[] = [...SUPPORT_CASES, ...TICKET_CASES, ...REQUEST_CASES, ...REPORT_CASES, ...ADMIN_CASES, ...CUSTOMER_CASES, ...VISITOR_CASES]

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Every file that draws a whole page: pages and what stands in their place when there is nothing. */
export function pageFiles(): string[] {
  return globSync('app/**/{page,not-found}.tsx', { cwd: ROOT }).map((file) => file.slice('app/'.length)).sort()
}

/** What is wrong between files and cases, each as a sentence that says what to do. */
export function missingCases(files: string[], cases: Pick<PageCase, 'file'>[]): string[] {
  const walked = new Set(cases.map(({ file }) => file))
  return [
    ...files.filter((file) => !walked.has(file)).map((file) => `app/${file} is walked by no case: add { file: '${file}', who, path, heading } to the table of its area in e2e/pages/*-cases.ts`),
    ...[...walked].filter((file) => !files.includes(file)).map((file) => `a case names app/${file}, which is no page: take the case away or mend its file`),
  ]
}
