import { useTranslations } from 'next-intl'
import { Card, CardHead } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { PoliciesForAdmin } from '../../../../lib/policies/policy-views.ts'

/** For whom something else is said, since when and why. */
export function CustomerPolicies({ customers }: { customers: PoliciesForAdmin['customers'] }) {
  const t = useTranslations('admin.policies')

  return (
    <Card aria-labelledby="own-policies">
      <CardHead id="own-policies" title={t('own.title')} about={t('own.about')} isRuled />
      {customers.length === 0 ? (
        <p className="px-4 py-4 text-text-2">{t('own.none')}</p>
      ) : (
        <DataTable label={t('own.title')}>
          <TableHead>
            {(['customer', 'fields', 'reason', 'by', 'when'] as const).map((name) => (
              <HeadCell key={name}>{t(`own.${name}`)}</HeadCell>
            ))}
          </TableHead>
          <TableBody>
            {customers.map((customer) => (
              <Row key={customer.number}>
                <Cell isRowHead>
                  <span className="mono">{customer.number}</span> {customer.name}
                </Cell>
                <Cell label={t('own.fields')}>{customer.fields.map((field) => t(`own.what.${field}`)).join(', ') || '–'}</Cell>
                <Cell label={t('own.reason')} className="text-text-2">{customer.reason}</Cell>
                <Cell label={t('own.by')} className="text-text-2">{customer.by ?? '–'}</Cell>
                <Cell label={t('own.when')} className="text-text-2"><Time at={customer.at} isFocusable={false} /></Cell>
              </Row>
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  )
}
