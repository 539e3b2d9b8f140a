import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { AnyCheckId } from '../../../../../lib/probes/check-catalogue.ts'
import type { CellState } from '../../../../../lib/probes/fleet.ts'
import { cellHref, probeQuery, probesHref } from '../../../../../lib/probes/probe-query.ts'
import type { HostChecks } from '../../../../../lib/probes/probe-views.ts'
import { CELL_TONE } from '../../probes/cell-tone.ts'
import { ProbeNow } from '../../probes/probe-now.tsx'

/** What probes from outside and the look at its configuration say of this host: what does not pass, and how much does. */
export function ChecksCard({ host, view }: { host: string; view: HostChecks }) {
  const t = useTranslations('probes')
  const { checks, passing, probedAt, configuredAt, isAsked, isProbed, off } = view

  return (
    <Card aria-labelledby="checks">
      <CardHead
        id="checks"
        title={t('card.title')}
        about={
          <>
            {isProbed && (probedAt === null ? t('card.never') : t.rich('card.about', { at: () => <Time at={probedAt} /> }))}
            {configuredAt !== null && <> · {t.rich('card.configuredAt', { at: () => <Time at={configuredAt} /> })}</>}
          </>
        }
        aside={<span className="flex items-center gap-2"><Link href={probesHref(probeQuery.parse({}), { q: host })} className="text-accent hover:underline">{t('card.all')}</Link>{isProbed && <ProbeNow host={host} isAsked={isAsked} />}</span>}
        isRuled={checks.length > 0}
      />
      {checks.length > 0 && (
        <DataTable label={t('card.title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('card.check')}</HeadCell>
            <HeadCell>{t('card.stateColumn')}</HeadCell>
            <HeadCell>{t('card.where')}</HeadCell>
            <HeadCell isNumber>{t('card.since')}</HeadCell>
          </TableHead>
          <TableBody>
            {checks.map((check) => (
              <Row key={`${check.source} ${check.check}`}>
                <Cell isRowHead><Link href={cellHref(host, check.check)} className="font-strong hover:text-accent hover:underline">{t(`check.${check.check as AnyCheckId}.short`)}</Link></Cell>
                <Cell label={t('card.stateColumn')}><StateWord tone={CELL_TONE[stateOf(check)]}>{t(`state.${stateOf(check)}`)}</StateWord></Cell>
                <Cell label={t('card.where')}><span className="mono wrap-anywhere text-text-2">{check.places.join(', ')}</span></Cell>
                <Cell label={t('card.since')} isNumber><Time at={check.since} shape="age" /></Cell>
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
      {off && <p className="border-t border-line px-4 py-2 text-text-2"><StateWord tone="few">{t('card.off')}</StateWord> {t.rich('card.offSince', { at: () => <Time at={off.at} shape="age" />, reason: off.reason })}</p>}
      {(passing > 0 || (!isProbed && !off)) && <p className="border-t border-line px-4 py-2 text-text-2">{isProbed || passing > 0 ? t('card.fine', { count: passing }) : t('card.notProbed')}</p>}
    </Card>
  )
}

function stateOf({ isFailing, isKnown, state, harm }: HostChecks['checks'][number]): CellState {
  if (!isFailing) return 'unknown'
  if (isKnown) return 'known'
  if (state === 'unknown') return 'failing-unseen'
  return harm === 'now' ? 'fail' : 'later'
}
