import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LOCK_TONE } from '../../../../../components/relay-locks/lock-tone.ts'
import { Card, CardHead } from '../../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../../components/ui/data-table.tsx'
import { StateWord } from '../../../../../components/ui/state-word.tsx'
import { accountPath } from '../../../../../lib/accounts/account-page-query.ts'
import type { IncidentDetail, IncidentLockForPage } from '../../../../../lib/incidents/incident-views.ts'

/** Every lock of the incident: where it stands, whose turn it is, what is to be done. */
export function NextSteps({ incident: { locks, isOver, kind, about, ownDomain } }: { incident: IncidentDetail }) {
  const t = useTranslations('incidents.next')

  return (
    <Card aria-labelledby="next">
      <CardHead id="next" title={t('title')} isRuled={locks.length > 0} />
      {locks.length === 0 && <p className="px-4 pb-3 text-text-2">{kind === 'silent-host' && !isOver ? t('silent', { host: about[0] ?? '' }) : ownDomain ? t(isOver ? 'domainOver' : 'domain', { check: ownDomain.check.toUpperCase(), domain: ownDomain.domain }) : t('none')}</p>}
      {locks.length > 0 && (
        <DataTable label={t('title')}>
          <TableHead className="md:static!">
            <HeadCell>{t('account')}</HeadCell>
            <HeadCell>{t('customer')}</HeadCell>
            <HeadCell>{t('state')}</HeadCell>
            <HeadCell>{t('step')}</HeadCell>
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

function LockLine({ lock }: { lock: IncidentLockForPage }) {
  const t = useTranslations('incidents')
  const words = useTranslations('locks')

  return (
    <Row>
      <Cell isRowHead>
        <Link href={accountPath(lock.account)} className="mono wrap-anywhere hover:text-accent hover:underline">
          {lock.account}
        </Link>
      </Cell>
      <Cell label={t('next.customer')}>{lock.customer ?? <span className="text-wait">{t('nobody')}</span>}</Cell>
      <Cell label={t('next.state')}>
        <StateWord tone={LOCK_TONE[lock.state]}>{words(`state.${lock.state}`)}</StateWord>
        {lock.relapses > 0 && <span className="ml-2 text-label text-bad">{words('relapses', { count: lock.relapses })}</span>}
      </Cell>
      <Cell label={t('next.step')}>
        <span className={lock.waitingFor === 'us' ? 'font-strong' : undefined}>{t(`next.act.${lock.state}`)}</span>
        {lock.waitingFor !== null && lock.state !== 'guarded-unlock' && (
          <span className="block text-label text-text-2">
            {t('next.waits', { for: lock.waitingFor })} · {lock.takenBy ? t('next.takenBy', { name: lock.takenBy }) : t('next.takenByNobody')}
          </span>
        )}
      </Cell>
      <Cell label={t('next.ticket')} isNumber>
        {lock.ticketNumber !== null && (
          <Link href={`/support/tickets/${lock.ticketNumber}`} className="text-accent hover:underline">
            {lock.ticketNumber}
          </Link>
        )}
      </Cell>
    </Row>
  )
}
