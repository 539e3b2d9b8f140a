import { useLocale, useTranslations } from 'next-intl'
import { CHECK_TONE } from '../../../../../components/domains/check-word.tsx'
import { RecordToPaste } from '../../../../../components/domains/record-to-paste.tsx'
import { Card, CardHead, Quote } from '../../../../../components/ui/card.tsx'
import { StatePill } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { recordName } from '../../../../../lib/domain-checks/domain-check.ts'
import { reasonInGerman } from '../../../../../lib/probes/parameters-in-german.ts'
import type { DomainCheckForPage } from '../../../../../lib/domain-checks/domain-page-views.ts'
import { CheckNotes } from './check-notes.tsx'

/** One check of a domain: what it comes to, the record as it stands, what to put in its place. */
export function CheckCard({ domain, check: { check, about, state, since, evidence, cure } }: { domain: string; check: DomainCheckForPage }) {
  const t = useTranslations('domains')
  const language = useLocale()
  const { finding, record, text, selectors, named = 0, addresses = 0, policy = '' } = evidence
  const id = `${check}-${about}`
  const name = recordName(check, evidence.policyDomain ?? domain, about)

  return (
    <Card aria-labelledby={id} className="pb-4">
      <CardHead
        id={id}
        title={
          <>
            {t(`check.${check}`)} {about && <span className="mono font-[400] text-text-2">{about}</span>}
          </>
        }
        about={t.rich('since', { at: () => <Time at={since} shape="age" /> })}
        aside={<StatePill tone={CHECK_TONE[state]}>{t(`state.${state}`)}</StatePill>}
      />
      <div className="flex flex-col gap-3 px-4">
        <p>{t(`long.${finding}`, { named, addresses, policy, selectors: selectors?.join(', ') ?? '' })}</p>
        {text && <p className="mono wrap-anywhere text-text-2">{language === 'de' ? reasonInGerman(text) : text}</p>}
        <CheckNotes evidence={evidence} />
        {record !== null && (
          <div>
            <p className="mb-1 text-label text-text-3">{t('record')} · <span className="mono">{t('recordAt', { name })}</span></p>
            <Quote>{record}</Quote>
          </div>
        )}
        {cure !== null && <RecordToPaste title={t(record === null ? 'cureAdd' : 'cure')} name={recordName(check, domain, about)} value={cure} />}
        {state === 'fail' && cure === null && <p className="text-text-2">{noCureWords()}</p>}
      </div>
    </Card>
  )

  function noCureWords(): string {
    if (check === 'dkim') return t('dkimHelp', { name: recordName('dkim', domain, about === '' ? (selectors?.[0] ?? '') : about) })
    if (finding === 'some-not-named' || finding === 'several-records' || finding === 'too-many-lookups') return t(`noCure.${finding}`)
    return t('noCure.other')
  }
}
