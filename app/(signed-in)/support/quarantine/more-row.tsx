import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { quarantineHref, type QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import type { ListRow } from './rows.ts'

type MoreRowProps = { row: Extract<ListRow, { kind: 'more' }>; next: string | null; address: QuarantineAddress }

const LINK = 'font-strong text-accent hover:underline'

/** Under the mails of an open group: what leads to the others. */
export function MoreRow({ row: { group, shown, total, isWhole }, next, address }: MoreRowProps) {
  const t = useTranslations('quarantine')
  const [host] = group.hosts

  return (
    <div role="cell" className="flex min-h-9 flex-wrap items-center gap-x-4 px-4 py-1 md:pl-16">
      {!isWhole && (
        <Link href={quarantineHref(address, { whole: '1' })} scroll={false} className={LINK}>
          {t('row.more', { count: total - shown })}
        </Link>
      )}
      {isWhole && (
        <Link href={quarantineHref(address, { whole: undefined })} scroll={false} className={LINK}>
          {t('row.fewer')}
        </Link>
      )}
      {isWhole && address.after && (
        <Link href={quarantineHref(address)} scroll={false} className={LINK}>
          {t('page.first')}
        </Link>
      )}
      {isWhole && next && (
        <Link href={quarantineHref(address, { after: next })} scroll={false} className={LINK}>
          {t('page.next', { count: 500 })}
        </Link>
      )}
      <span className="text-text-2">{group.hosts.length === 1 && host ? t('row.moreAbout', { host }) : t('row.moreAboutHosts')}</span>
    </div>
  )
}
