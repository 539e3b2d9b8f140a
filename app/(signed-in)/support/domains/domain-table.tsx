import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CheckWord } from '../../../../components/domains/check-word.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, ROOMY_ONLY, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../components/ui/long-name.tsx'
import { Tag } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import { customerPath } from '../../../../lib/customers/customer-list-query.ts'
import { domainCheckNames, type DomainCheckName } from '../../../../lib/domain-checks/domain-check.ts'
import { domainPath } from '../../../../lib/domain-checks/domain-list-query.ts'
import type { DomainRow } from '../../../../lib/domain-checks/domain-list-views.ts'

/** Sending domains with what SPF, DKIM and DMARC say, the failing ones first. */
export function DomainTable({ domains, hasSelectors }: { domains: DomainRow[]; hasSelectors: boolean }) {
  const t = useTranslations('domains')

  return (
    <Card>
      <DataTable label={t('title')}>
        <TableHead>
          <HeadCell>{t('column.domain')}</HeadCell>
          <HeadCell>{t('column.customer')}</HeadCell>
          {domainCheckNames.map((check) => <HeadCell key={check}>{t(`column.${check}`)}</HeadCell>)}
          <HeadCell isNumber className={ROOMY_ONLY}>{t('column.checked')}</HeadCell>
        </TableHead>
        <TableBody>
          {domains.map((row) => <DomainTableRow key={row.domain} row={row} hasSelectors={hasSelectors} />)}
        </TableBody>
      </DataTable>
    </Card>
  )
}

function DomainTableRow({ row: { domain, isOurs, customer, checks, checkedAt }, hasSelectors }: { row: DomainRow; hasSelectors: boolean }) {
  const t = useTranslations('domains')
  const word = (check: DomainCheckName) => {
    const sum = checks[check]
    if (sum) return <CheckWord sum={sum} />
    return <span className="text-text-3">{check === 'dkim' && !hasSelectors ? t('noSelectors') : t('never')}</span>
  }

  return (
    <Row>
      <Cell isRowHead>
        <Link href={domainPath(domain)} className="hover:text-accent hover:underline">
          <LongName name={domain} className="font-strong" />
        </Link>
      </Cell>
      <Cell label={t('column.customer')}>
        {isOurs && <Tag className="mr-2">{t('ours')}</Tag>}
        {customer && (
          <Link href={customerPath(customer.number)} className="wrap-anywhere hover:text-accent hover:underline">
            {customer.name}
          </Link>
        )}
      </Cell>
      {domainCheckNames.map((check) => <Cell key={check} label={t(`column.${check}`)}>{word(check)}</Cell>)}
      <Cell label={t('column.checked')} isNumber className={ROOMY_ONLY}>{checkedAt ? <Time at={checkedAt} isFocusable={false} /> : <span className="text-text-3">{t('never')}</span>}</Cell>
    </Row>
  )
}
