import { useTranslations } from 'next-intl'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import { StateWord, Tag } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { UserForAdmin } from '../../../../lib/access/users-views.ts'
import { UserActs } from './user-acts.tsx'

/** Everybody with his roles, where he is signed in, and whether he may come in. */
export function UserTable({ users }: { users: UserForAdmin[] }) {
  const t = useTranslations('admin.users')
  const roleWords = useTranslations('frame.roles')
  const columns = ['name', 'roles', 'sessions', 'last', 'state', 'acts'] as const

  return (
    <Card className="overflow-clip">
      <DataTable label={t('title')}>
        <TableHead>
          {columns.map((name) => (
            <HeadCell key={name}>{name === 'acts' ? <span className="sr-only">{t('column.acts')}</span> : t(`column.${name}`)}</HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {users.map((user) => (
            <Row key={user.id}>
              <Cell isRowHead>
                <span className="font-strong">{user.name}</span> {user.isSelf && <span className="text-text-3">({t('you')})</span>}
                <span className="block text-text-2">
                  <MonoCut text={user.email} max={40} />
                  {user.customer && <span className="text-label text-text-3"> {t('of', { number: user.customer.number })}</span>}
                </span>
              </Cell>
              <Cell label={t('column.roles')}>
                <span className="inline-flex flex-wrap gap-1">
                  {user.roles.map((role) => (
                    <Tag key={role}>{roleWords(role)}</Tag>
                  ))}
                </span>
              </Cell>
              <Cell label={t('column.sessions')} className="text-text-2">{t('sessions', { count: user.sessions })}</Cell>
              <Cell label={t('column.last')} className="text-text-2">{user.lastSignInAt ? <Time at={user.lastSignInAt} isFocusable={false} /> : t('never')}</Cell>
              <Cell label={t('column.state')}>
                <StateWord tone={user.disabledAt ? 'bad' : 'ok'}>{t(user.disabledAt ? 'out' : 'in')}</StateWord>
              </Cell>
              <Cell className="md:text-right"><UserActs user={user} /></Cell>
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}
