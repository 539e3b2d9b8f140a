import Link from 'next/link'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { LOCK_TONE } from '../../../../../components/relay-locks/lock-tone.ts'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { LongName } from '../../../../../components/ui/long-name.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import type { CustomerForSupport } from '../../../../../lib/customers/customer-views.ts'
import { formatDayClock, formatDuration } from '../../../../../lib/i18n/format.ts'

/** Every lock of his accounts with how it went, each with its ticket. */
export function CustomerLocks({ locks }: Pick<CustomerForSupport, 'locks'>) {
  const t = useTranslations('customers.locks')

  return (
    <Card aria-labelledby="locks">
      <CardHead id="locks" title={t('title')} isRuled={locks.length > 0} />
      {locks.length === 0 ? (
        <p className="px-4 pb-3 text-text-2">{t('none')}</p>
      ) : (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('locked')}</HeadCell>
            <HeadCell>{t('account')}</HeadCell>
            <HeadCell>{t('state')}</HeadCell>
            <HeadCell isNumber>{t('lasted')}</HeadCell>
            <HeadCell isNumber>{t('ticket')}</HeadCell>
          </TableHead>
          <TableBody>
            {locks.map((lock) => (
              <LockLine key={lock.id} lock={lock} />
            ))}
          </TableBody>
        </DataTable>
      )}
    </Card>
  )
}

function LockLine({ lock }: { lock: CustomerForSupport['locks'][number] }) {
  const t = useTranslations('customers.locks')
  const words = useTranslations('locks')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const end = lock.closedAt === null ? now.getTime() : Date.parse(lock.closedAt)

  return (
    <Row>
      <Cell isRowHead>
        <Link href={`/support/locks/${lock.id}`} className="figures whitespace-nowrap text-accent hover:underline">
          {formatDayClock(lock.lockedAt, now, language, zone)}
        </Link>
      </Cell>
      <Cell label={t('account')}><LongName name={lock.account} /></Cell>
      <Cell label={t('state')}>
        <StateWord tone={LOCK_TONE[lock.state]}>{words(`state.${lock.state}`)}</StateWord>
        {lock.relapses > 0 && <span className="ml-2 text-label text-bad">{words('relapses', { count: lock.relapses })}</span>}
      </Cell>
      <Cell label={t('lasted')} isNumber>{formatDuration((end - Date.parse(lock.lockedAt)) / 1000, language)}</Cell>
      <Cell label={t('ticket')} isNumber>
        {lock.waitingFor && <span className="mr-2 text-label text-text-2">{t('waits', { for: lock.waitingFor })}</span>}
        {lock.ticketNumber !== null && (
          <Link href={`/support/tickets/${lock.ticketNumber}`} className="text-accent underline">
            {lock.ticketNumber}
          </Link>
        )}
      </Cell>
    </Row>
  )
}
