'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { ROLES, type Role } from '../../../../lib/access/permissions.ts'
import { addPerson } from './actions.ts'
import { PasswordOnce } from './password-once.tsx'
import { RoleBoxes } from './role-boxes.tsx'

/** Adds a person; the answer is the password, shown once. */
export function AddUser() {
  const t = useTranslations('admin.users')
  const [isOpen, setOpen] = useState(false)
  const [added, setAdded] = useState<{ name: string; password: string } | null>(null)
  const close = () => {
    setOpen(false)
    setAdded(null)
  }

  return (
    <>
      <Button kind="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      {isOpen && !added && (
        <Dialog isOpen onClose={close} title={t('addTitle')} about={t('addAbout')}>
          <AddUserForm onAdded={setAdded} onClose={close} />
        </Dialog>
      )}
      {added && <PasswordOnce {...added} onClose={close} />}
    </>
  )
}

function AddUserForm({ onAdded, onClose }: { onAdded: (added: { name: string; password: string }) => void; onClose: () => void }) {
  const t = useTranslations('admin.users')
  const ui = useTranslations('ui')
  const [roles, setRoles] = useState<Role[]>(['support'])
  const act = useAct(addPerson, ui('noAnswer'))

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const customerNumber = String(form.get('customerNumber') ?? '').trim()
    act.run({ email: String(form.get('email')).trim(), name: String(form.get('name')), roles, ...(customerNumber && { customerNumber }) }, onAdded)
  }

  return (
    <form className="flex flex-col gap-3" onSubmit={add}>
      <Field label={t('name')} name="name" required maxLength={100} autoComplete="off" error={act.fields['name']} />
      <Field label={t('email')} name="email" type="email" required maxLength={254} autoComplete="off" error={act.fields['email']} />
      <RoleBoxes roles={roles} offered={ROLES} onChange={setRoles} />
      {roles.includes('customer') && <Field label={t('customer')} hint={t('customerHint')} name="customerNumber" required maxLength={50} autoComplete="off" error={act.fields['customerNumber']} />}
      <FormMessage message={act.message} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" disabled={roles.length === 0} isPending={act.isPending}>
          {t('doAdd')}
        </Button>
        <Button onClick={onClose}>{ui('cancel')}</Button>
      </div>
    </form>
  )
}
