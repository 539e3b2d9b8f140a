import { useLocale, useTranslations } from 'next-intl'
import { CHECK_TONE } from '../../../../../components/domains/check-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import { domainCheckName, domainCheckState, isFinding, type DomainCheckState } from '../../../../../lib/domain-checks/domain-check.ts'
import type { DomainPage } from '../../../../../lib/domain-checks/domain-page-views.ts'
import { reasonInGerman } from '../../../../../lib/probes/parameters-in-german.ts'

/** How the domain's checks changed, newest first. */
export function MovesCard({ moves }: Pick<DomainPage, 'moves'>) {
  const t = useTranslations('domains')

  return (
    <Card aria-labelledby="moves" className="pb-3">
      <CardHead id="moves" title={t('history')} />
      {moves.length === 0 && <p className="px-4 text-text-2">{t('noHistory')}</p>}
      <ol className="flex flex-col gap-3 px-4">
        {moves.map(({ id, at, check, from, to, reason, evidence }) => (
          <li key={id} className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-2">
              <StateWord tone={isSaid(to) ? 'hold' : CHECK_TONE[stateOf(to)]}>
                {t(`check.${domainCheckName.parse(check)}`)} {isSaid(to) ? t(`said.${to}`) : t(`state.${stateOf(to)}`)}
              </StateWord>
              {from !== null && !isSaid(to) && <span className="text-text-3">{t('was', { from: t(`state.${stateOf(from)}`) })}</span>}
              <Time at={at} className="ml-auto text-label text-text-3" />
            </p>
            {reason !== '' && <p>{reason}</p>}
            <Told evidence={evidence} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function stateOf(text: string | null): DomainCheckState {
  return domainCheckState.catch('unknown').parse(text)
}

/** The record as it stood, or what was found where there was none to show. */
function Told({ evidence }: { evidence: string }) {
  const t = useTranslations('domains.short')
  const language = useLocale()
  // One whose words name figures has a record, which is told in its place.
  if (isFinding(evidence) && evidence !== 'some-not-named' && evidence !== 'policy') return <p className="text-text-2">{t(evidence)}</p>
  return <p className="mono wrap-anywhere text-text-2">{language === 'de' ? reasonInGerman(evidence) : evidence}</p>
}

/** What is no state of the check: what somebody said of it, or that it is no concern any more. */
const SAID = ['acknowledged', 'reopened', 'gone'] as const
function isSaid(to: string | null): to is (typeof SAID)[number] {
  return SAID.some((one) => one === to)
}
