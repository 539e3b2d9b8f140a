import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { RefusalGroup } from '../../../../lib/deliveries/pair.ts'
import { matrixHref, type MatrixQuery } from '../../../../lib/deliveries/matrix-query.ts'

const ACCOUNTS_SHOWN = 8

/** Accounts whose mail was refused, as far as replies were kept as samples. */
export function HitAccounts({ refusals }: { refusals: RefusalGroup[] }) {
  const t = useTranslations('deliverability')
  const accounts = [...new Set(refusals.flatMap((group) => group.accounts))]
  if (accounts.length === 0) return null

  return (
    <section>
      <h3 className="mb-1 text-section">{t('hit')} <span className="text-label font-[400] text-text-3">{t('hitAbout')}</span></h3>
      <ul>
        {accounts.slice(0, ACCOUNTS_SHOWN).map((account) => (
          <li key={account} className="border-b border-line py-1 last:border-b-0">
            <Link href={`/support/accounts/${encodeURIComponent(account)}`} className="mono wrap-anywhere hover:text-accent hover:underline">{account}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Other hosts that are told the same. */
export function AlsoOn({ hosts, receiver, query }: { hosts: string[]; receiver: string; query: MatrixQuery }) {
  const t = useTranslations('deliverability')
  if (hosts.length === 0) return null

  return (
    <section className="flex flex-wrap items-center gap-2">
      <h3 className="text-label font-[400] text-text-2">{t('sameOn')}</h3>
      {hosts.map((host) => (
        <Link key={host} href={matrixHref(query, { host, receiver })} scroll={false} className="mono rounded-tag border border-control px-1.5 hover:bg-sunken">{host}</Link>
      ))}
    </section>
  )
}
