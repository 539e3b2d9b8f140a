import { useTranslations } from 'next-intl'
import { CopyButton } from '../../../components/ui/copy-button.tsx'
import { Quote } from '../../../components/ui/card.tsx'
import { StateShape } from '../../../components/ui/state-shape.tsx'
import { Time } from '../../../components/ui/time.tsx'
import type { DomainHint } from '../../../lib/domain-checks/own-domain-views.ts'
import { PortalHeading } from './portal-heading.tsx'

/** Domains of the customer that do not say that our servers may send for them, and the line that puts it right. */
export function DomainHints({ hints }: { hints: DomainHint[] }) {
  const t = useTranslations('domains.portal')

  return (
    <section aria-labelledby="domain-hints" className="mt-8">
      <PortalHeading level={2} id="domain-hints">
        <StateShape tone="wait" size={14} className="mr-2 inline-block text-wait" />
        {t('title')}
      </PortalHeading>
      <p className="text-text-2">{t('intro', { count: hints.length })}</p>
      <ul className="mt-3 flex flex-col gap-3">
        {hints.map((hint) => (
          <li key={hint.domain} className="min-w-0 rounded-card border border-line bg-surface px-4 py-3">
            <Hint hint={hint} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Hint({ hint: { domain, finding, record, name, cure, checkedAt } }: { hint: DomainHint }) {
  const t = useTranslations('domains.portal')

  return (
    <>
      <p className="font-strong wrap-anywhere">{t(finding, { domain })}</p>
      {cure === null ? (
        <p className="mt-1 text-text-2">{t('ask')}</p>
      ) : (
        <>
          <p className="mt-1 wrap-anywhere text-text-2">{t(record === null ? 'add' : 'replace', { name })}</p>
          <div className="mt-2 flex items-start gap-1">
            <Quote className="min-w-0 flex-1">{cure}</Quote>
            <CopyButton text={cure} what={t('copy')} />
          </div>
        </>
      )}
      <p className="mt-2 text-body text-text-3">{t.rich('looked', { age: () => <Time at={checkedAt} /> })}</p>
    </>
  )
}
