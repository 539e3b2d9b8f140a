import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { Time } from '../../../../../components/ui/time.tsx'
import type { IpPage } from '../../../../../lib/blocklists/ip-views.ts'
import type { AddressCheck } from '../../../../../lib/probes/address-checks.ts'
import type { AddressChecksOfHost } from '../../../../../lib/probes/address-checks-views.ts'
import { cellHref, probeQuery, probesHref } from '../../../../../lib/probes/probe-query.ts'
import { sayLook } from '../../../../../lib/probes/say-look.ts'
import { CELL_TONE } from '../../probes/cell-tone.ts'

/** What looks from outside found at this address: its names, STARTTLS, relaying … What nobody looked at is named, never fine. */
export function IpChecks({ page: { checks } }: { page: IpPage }) {
  return checks.map((each) => <ChecksOfHost key={each.host} view={each} />)
}

function ChecksOfHost({ view: { host, checks, notSeen, isOfHost, isProbed, probedAt, configured } }: { view: AddressChecksOfHost }) {
  const t = useTranslations('blocklists.ip.checks')
  const words = useTranslations('probes')

  return (
    <Card aria-labelledby={`checks-${host}`}>
      <CardHead
        id={`checks-${host}`}
        title={t(isOfHost && isProbed ? 'titleOfHost' : 'title', { host })}
        about={isProbed && (checks.length > 0 || probedAt === null) && (probedAt === null ? t('never') : t.rich('about', { at: () => <Time at={probedAt} /> }))}
        aside={<Link href={probesHref(probeQuery.parse({}), { q: host })} className="text-accent hover:underline">{t('all', { host })}</Link>}
        isRuled
      />
      {!isProbed && <p className="px-4 py-3 text-text-2">{t('notProbed')}</p>}
      {isProbed && isOfHost && <p className="px-4 py-3 text-text-2">{t('ofHost')}</p>}
      {checks.length > 0 && (
        <DataTable label={t('title', { host })}>
          <TableHead className="md:static!">
            {(['check', 'state', 'seen'] as const).map((name) => <HeadCell key={name}>{t(name)}</HeadCell>)}
            <HeadCell isNumber>{t('at')}</HeadCell>
          </TableHead>
          <TableBody>{checks.map((check) => <CheckRow key={check.check} host={host} check={check} />)}</TableBody>
        </DataTable>
      )}
      {notSeen.length > 0 && isProbed && <p className="border-t border-line px-4 py-2 text-text-2">{t('notSeen', { checks: notSeen.map((check) => words(`check.${check}.short`)).join(', ') })}</p>}
      {configured.length > 0 && (
        <p className="border-t border-line px-4 py-2 text-text-2">
          {t('configured')} {configured.map(({ check, file }, n) => <span key={`${check} ${file}`}>{n > 0 && ', '}<Link href={cellHref(host, check)} className="text-accent hover:underline">{words(`check.${check}.short`)}</Link> <span className="mono wrap-anywhere">{file}</span></span>)}
        </p>
      )}
    </Card>
  )
}

function CheckRow({ host, check: { check, state, ports, checkedAt, look } }: { host: string; check: AddressCheck }) {
  const t = useTranslations('blocklists.ip.checks')
  const words = useTranslations('probes')
  const language = useLocale()

  return (
    <Row>
      <Cell isRowHead><Link href={cellHref(host, check)} className="font-strong hover:text-accent hover:underline">{words(`check.${check}.short`)}</Link></Cell>
      <Cell label={t('state')}><StateWord tone={CELL_TONE[state]}>{words(`state.${state}`)}</StateWord>{ports.length > 0 && <span className="ml-1 text-text-2">{t('ports', { ports: ports.join(', ') })}</span>}</Cell>
      <Cell label={t('seen')} className="max-w-md"><span className="wrap-anywhere text-text-2">{look && sayLook(look, language).found}</span></Cell>
      <Cell label={t('at')} isNumber><Time at={checkedAt} shape="age" /></Cell>
    </Row>
  )
}
