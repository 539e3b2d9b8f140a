import type { ReactNode } from 'react'

type PageHeadProps = { title: ReactNode; about?: ReactNode; aside?: ReactNode; crumbs?: ReactNode; below?: ReactNode; isTitleMono?: boolean }

/** The first thing of each page: what it answers, a light word about it, the page's acts at the right. */
export function PageHead({ title, about, aside, crumbs, below, isTitleMono }: PageHeadProps) {
  return (
    <header className="mb-4 flex flex-col gap-1">
      {crumbs}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className={isTitleMono ? 'font-mono text-lead leading-7 font-[600] tracking-[-0.01em] wrap-anywhere md:text-[1.125rem]' : 'text-title'}>{title}</h1>
        {about && <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-text-2">{about}</div>}
        {aside && <div className="ml-auto flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
      {below}
    </header>
  )
}
