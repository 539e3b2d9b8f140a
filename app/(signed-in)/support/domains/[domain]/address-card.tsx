import { useTranslations } from 'next-intl'
import { CheckWord } from '../../../../../components/domains/check-word.tsx'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import type { AddressVerdict } from '../../../../../lib/domain-checks/domain-page-views.ts'

/** Our addresses, the ones in trouble first, with what SPF says of mail from each. */
export function AddressCard({ addresses }: { addresses: AddressVerdict[] }) {
  const t = useTranslations('domains')
  const sorted = addresses.toSorted((one, two) => Number(one.state === 'pass') - Number(two.state === 'pass'))

  return (
    <Card aria-labelledby="addresses">
      <CardHead id="addresses" title={t('addresses')} about={t('addressesAbout')} />
      {addresses.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">{t('noAddresses')}</p>
      ) : (
        <div className="max-h-120 overflow-y-auto" tabIndex={0} role="group" aria-labelledby="addresses">
          <DataTable label={t('addresses')}>
            <TableHead className="static!">
              <HeadCell>{t('address')}</HeadCell>
              <HeadCell>{t('says')}</HeadCell>
            </TableHead>
            <TableBody>
              {sorted.map(({ ip, host, state, finding }) => (
                <Row key={ip}>
                  <Cell isRowHead>
                    <span className="mono wrap-anywhere">{ip}</span> <span className="text-label font-[400] text-text-3">{host}</span>
                  </Cell>
                  <Cell label={t('says')}>
                    <CheckWord sum={{ state, finding, policy: null, named: null, addresses: null }} />
                  </Cell>
                </Row>
              ))}
            </TableBody>
          </DataTable>
        </div>
      )}
    </Card>
  )
}
