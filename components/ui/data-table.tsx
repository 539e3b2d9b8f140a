import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'

/**
 * Rows of 36 px under a sticky head. Below 700 px each row becomes a card and each cell shows its `label`
 * before its value, so the roles are written out: display:block takes them away from a table.
 */
export function DataTable({ label, className, children, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <table {...rest} role="table" aria-label={label} className={clsx('w-full border-collapse text-body max-md:block', className)}>
      {children}
    </table>
  )
}

/**
 * Columns that are left out where a table has little room, between a phone's cards and a wide screen; on paper they
 * stand. `WIDE_ONLY` from 1280 px on, `ROOMY_ONLY` from 1024 px on.
 */
export const WIDE_ONLY = 'md:max-xl:hidden print:table-cell!'
export const ROOMY_ONLY = 'md:max-lg:hidden print:table-cell!'

/** The head; not seen on phones, where cells carry their own labels. */
export function TableHead({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <thead role="rowgroup" className={clsx('sticky top-12 z-10 bg-surface text-text-2 max-md:sr-only', className)}>
      <tr role="row" className="h-9 border-b border-line">
        {children}
      </tr>
    </thead>
  )
}

type HeadCellProps = Omit<ComponentProps<'th'>, 'align'> & { isNumber?: boolean; sort?: { href: string; direction: 'ascending' | 'descending' | null } }

/** A column's name. With `sort`, a link that sorts by it; the direction lives in the URL. */
export function HeadCell({ isNumber, sort, className, children, ...rest }: HeadCellProps) {
  return (
    <th
      {...rest}
      scope="col"
      role="columnheader"
      aria-sort={sort ? (sort.direction ?? 'none') : undefined}
      className={clsx('px-3 text-label font-[400] whitespace-nowrap first:pl-4 last:pr-4', isNumber ? 'text-right' : 'text-left', className)}
    >
      {sort ? (
        <Link href={sort.href} scroll={false} className="inline-flex items-center gap-1 hover:text-text hover:underline">
          {children}
          <span aria-hidden>{sort.direction === 'ascending' ? '↑' : sort.direction === 'descending' ? '↓' : ''}</span>
        </Link>
      ) : (
        children
      )}
    </th>
  )
}

export function TableBody({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <tbody role="rowgroup" className={clsx('max-md:block', className)}>
      {children}
    </tbody>
  )
}

/** A row: `isChosen` tints it, hover and focus are drawn. */
export function Row({ isChosen, className, ...rest }: ComponentProps<'tr'> & { isChosen?: boolean }) {
  return (
    <tr
      {...rest}
      role="row"
      aria-selected={isChosen}
      className={clsx(
        'focus-inset h-9 border-b border-line last:border-b-0 max-md:grid max-md:h-auto max-md:grid-cols-[minmax(7rem,auto)_1fr] max-md:gap-x-3 max-md:py-2',
        isChosen ? 'bg-accent-soft' : 'hover:bg-sunken',
        className,
      )}
    />
  )
}

type CellProps = ComponentProps<'td'> & {
  /** The column's name, shown on phones before the value. Leave out for cells that speak for themselves. */
  label?: string
  isNumber?: boolean
  /** The cell that names the row. */
  isRowHead?: boolean
}

/** A value. Numbers stand right, tabular. */
export function Cell({ label, isNumber, isRowHead, className, children, ...rest }: CellProps) {
  const Element = isRowHead ? 'th' : 'td'

  return (
    <Element
      {...rest}
      role={isRowHead ? 'rowheader' : 'cell'}
      scope={isRowHead ? 'row' : undefined}
      className={clsx(
        'px-3 py-1 first:pl-4 last:pr-4 max-md:px-4',
        label ? 'max-md:contents' : 'max-md:col-span-2',
        isNumber ? 'figures text-right whitespace-nowrap' : 'text-left',
        isRowHead && 'font-[400]',
        className,
      )}
    >
      {label && (
        <span aria-hidden className="hidden pl-4 text-left text-label text-text-3 max-md:block">
          {label}
        </span>
      )}
      {label ? <span className="max-md:block max-md:min-w-0 max-md:pr-4 max-md:text-left">{children}</span> : children}
    </Element>
  )
}

/** A row over the whole width that names a group. */
export function GroupRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr role="row" className="h-8 border-b border-line bg-sunken max-md:block">
      <th role="rowheader" scope="colgroup" colSpan={columns} className="px-4 text-left font-[400] max-md:block max-md:py-1.5">
        {children}
      </th>
    </tr>
  )
}
