import { useTranslations } from 'next-intl'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import type { TakenUpForAdmin } from '../../../../lib/standing-orders/taken-up-views.ts'

const NAMED = 8

/** Whether the hosts keep what was saved; a saved limit that no host has yet protects nobody. */
export function TakenUp({ taken: { hosts, taken, behind } }: { taken: TakenUpForAdmin }) {
  const t = useTranslations('admin.policies.taken')
  const names = behind.slice(0, NAMED).map(({ host, isSilent }) => (isSilent ? t('silent', { host }) : host))
  const [tone, words] = hosts === 0 ? (['unk', t('none')] as const) : behind.length === 0 ? (['ok', t('all', { hosts })] as const) : (['wait', t('some', { taken, hosts })] as const)

  return (
    <p className="flex flex-wrap items-center gap-x-3" aria-live="polite">
      <StateWord tone={tone}>{words}</StateWord>
      {behind.length > 0 && <span className="mono text-text-2">{t('behind', { hosts: names.join(', ') + (behind.length > NAMED ? ' …' : '') })}</span>}
    </p>
  )
}
