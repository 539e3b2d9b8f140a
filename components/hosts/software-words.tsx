import { useTranslations } from 'next-intl'
import { mailSoftwareOf } from '../../lib/hosts/mail-software.ts'

/** What receives mail on a host, in a few words; a version that nobody knows is called unknown. */
export function SoftwareWords({ host, isBesideKind = false }: { host: { kind: string; mtaVersion: string | null }; /** Its kind stands there already. */ isBesideKind?: boolean }) {
  const t = useTranslations('software')
  const software = mailSoftwareOf(host)
  if (software.length === 0) return t('unknown')
  return software.map(({ name, version }) => {
    const isKind = isBesideKind && name.toLowerCase() === host.kind
    if (version === null) return isKind ? t('unknown') : t('unknownOf', { name })
    return isKind ? version : `${name} ${version}`
  }).join(', ')
}
