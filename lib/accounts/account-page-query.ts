import * as z from 'zod'
import { readBefore } from '../audit/read-before.ts'
import { PERIODS, type Period } from './account-series.ts'
import { accountStoryShows } from './account-story.ts'

const query = z.object({
  period: z.enum(Object.keys(PERIODS) as [Period, ...Period[]]).catch('14d'),
  show: z.enum(accountStoryShows).catch('all'),
  before: z.unknown().transform((value) => readBefore(typeof value === 'string' ? value : undefined)),
})
/** What an account's page shows of it: a period of traffic, a part of its timeline, from where on. */
export type AccountPageQuery = z.infer<typeof query>

export function readAccountPageQuery(params: Record<string, string | string[] | undefined>): AccountPageQuery {
  return query.parse({ ...params, before: params.before })
}

/** What stands in the address besides the page of the timeline; defaults are left out. */
export function accountPageParams({ period, show }: Pick<AccountPageQuery, 'period' | 'show'>): Record<string, string> {
  return { ...(period === '14d' ? {} : { period }), ...(show === 'all' ? {} : { show }) }
}

export function accountPath(name: string): string {
  return `/support/accounts/${encodeURIComponent(name)}`
}

/** The account's page with some of it changed; the timeline begins at its newest. */
export function accountPageHref(name: string, now: AccountPageQuery, change: Partial<Pick<AccountPageQuery, 'period' | 'show'>>): string {
  const text = new URLSearchParams(accountPageParams({ ...now, ...change })).toString()
  return text === '' ? accountPath(name) : `${accountPath(name)}?${text}`
}
