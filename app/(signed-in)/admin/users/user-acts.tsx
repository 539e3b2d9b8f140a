'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { ConfirmDialog } from '../../../../components/ui/confirm-dialog.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { Menu, type MenuItem } from '../../../../components/ui/menu.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { UserForAdmin } from '../../../../lib/access/users-views.ts'
import { endAllSessions, letIn, makeNewPassword, shutOut } from './actions.ts'
import { PasswordOnce } from './password-once.tsx'
import { RolesDialog } from './roles-dialog.tsx'

const SHOWN_MS = 6000

/** What can be done with a person, behind one button; the grave ones ask once more. */
export function UserActs({ user }: { user: UserForAdmin }) {
  const t = useTranslations('admin.users')
  const broken = useTranslations('ui')('noAnswer')
  const [asking, setAsking] = useState<'roles' | 'password' | 'out' | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const [sessions, back, out, renew] = [useAct(endAllSessions, broken), useAct(letIn, broken), useAct(shutOut, broken), useAct(makeNewPassword, broken)]
  const { name, id: userId } = user
  const close = () => setAsking(null)
  const say = (title: string) => toastList.show({ id: `user ${userId}`, tone: 'ok', title, endsAt: Date.now() + SHOWN_MS })

  const items: MenuItem[] = [
    { key: 'roles', label: t('act.roles'), onChoose: () => setAsking('roles') },
    { key: 'sessions', label: t('act.sessions'), onChoose: () => sessions.run({ userId }, ({ ended }) => say(t('done.sessions', { count: ended }))) },
    { key: 'password', label: t('act.password'), onChoose: () => setAsking('password') },
    user.disabledAt
      ? { key: 'in', label: t('act.in'), onChoose: () => back.run({ userId }, () => say(t('done.in', { name }))) }
      : { key: 'out', label: t('act.out'), isDanger: true, isDisabled: user.isSelf, onChoose: () => setAsking('out') },
  ]
  return (
    <>
      <Menu label={t('more')} items={items} trigger={<Button size="small" aria-label={t('moreLong', { name })}>{t('more')}</Button>} />
      <FormMessage message={sessions.message || back.message} />
      {asking === 'roles' && <RolesDialog user={user} onClose={close} onDone={() => (close(), say(t('done.roles')))} />}
      {asking === 'out' && (
        <ConfirmDialog isOpen onClose={close} title={t('outTitle', { name })} about={t('outAbout')} confirmWord={t('doOut', { name })} isPending={out.isPending} onConfirm={() => out.run({ userId }, () => (close(), say(t('done.out', { name }))))}>
          <FormMessage message={out.message} />
        </ConfirmDialog>
      )}
      {asking === 'password' && password === null && (
        <ConfirmDialog isOpen onClose={close} title={t('newTitle', { name })} about={t('newAbout')} confirmWord={t('doNew')} isPending={renew.isPending} onConfirm={() => renew.run({ userId }, (made) => setPassword(made.password))}>
          <FormMessage message={renew.message} />
        </ConfirmDialog>
      )}
      {password !== null && <PasswordOnce name={name} password={password} onClose={() => (close(), setPassword(null))} />}
    </>
  )
}
