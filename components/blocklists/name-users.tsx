import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { NameUsers as Users } from '../../lib/blocklists/name-users.ts'

/** Which hosts go by a listed name, and as what: HELO, reverse DNS, our own name for them. */
export function NameUsers({ users, isLinked }: { users: Users; isLinked: boolean }) {
  const t = useTranslations('blocklists.uses')

  return (
    <ul>
      {users.map(({ use, hosts, others }) => (
        <li key={use}>
          {t(use)}{' '}
          {hosts.map((host, n) => (
            <span key={host}>{n > 0 && ', '}{isLinked ? <Link href={`/support/hosts/${encodeURIComponent(host)}`} className="mono hover:text-accent hover:underline">{host}</Link> : <span className="mono">{host}</span>}</span>
          ))}
          {others > 0 && ` ${t('others', { count: others })}`}
        </li>
      ))}
    </ul>
  )
}
