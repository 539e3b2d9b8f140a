import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { MonoCut } from '../../../../../components/ui/mono-cut.tsx'
import { StateShape } from '../../../../../components/ui/state-shape.tsx'
import type { HostForSupport } from '../../../../../lib/hosts/host-views.ts'

/** Accounts that shall not send, or are watched, on this host. */
export function LockedHere({ wishes }: { wishes: HostForSupport['wishes'] }) {
  const t = useTranslations('hosts.locked')
  const locked = wishes.filter((wish) => wish.kind === 'relay' && wish.wanted !== 'open')

  return (
    <Card aria-labelledby="locked" className="pb-3">
      <CardHead id="locked" title={t('title')} about={locked.length > 0 && String(locked.length)} />
      {locked.length === 0 && <p className="px-4 text-text-2">{t('none')}</p>}
      <ul className="flex flex-col gap-1 px-4">
        {locked.map((wish) => (
          <li key={wish.key} className="flex items-center gap-2">
            <StateShape tone={wish.wanted === 'watched' ? 'hold' : 'bad'} size={10} />
            <Link href={`/support/accounts/${encodeURIComponent(wish.key)}`} className="min-w-0 hover:text-accent hover:underline">
              <MonoCut text={wish.key} max={34} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
