'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { ROLES } from '../../../../lib/access/permissions.ts'
import type { UserForAdmin } from '../../../../lib/access/users-views.ts'
import { saveRoles } from './actions.ts'
import { RoleBoxes } from './role-boxes.tsx'

/** What a person is to the desk. Whether he belongs to a customer is settled when he is added. */
export function RolesDialog({ user, onClose, onDone }: { user: UserForAdmin; onClose: () => void; onDone: () => void }) {
  const t = useTranslations('admin.users')
  const ui = useTranslations('ui')
  const [roles, setRoles] = useState(user.roles)
  const act = useAct(saveRoles, ui('noAnswer'))
  const offered = ROLES.filter((role) => role !== 'customer' || user.customer !== null)

  return (
    <Dialog isOpen onClose={onClose} title={t('rolesTitle', { name: user.name })} about={t('rolesAbout')}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          act.run({ userId: user.id, roles }, onDone)
        }}
      >
        <RoleBoxes roles={roles} offered={offered} onChange={setRoles} />
        <FormMessage message={act.message} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" kind="primary" disabled={roles.length === 0} isPending={act.isPending}>
            {t('doRoles')}
          </Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
