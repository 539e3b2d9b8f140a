import { useTranslations } from 'next-intl'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import type { Role } from '../../../../lib/access/permissions.ts'

type RoleBoxesProps = { roles: readonly Role[]; offered: readonly Role[]; onChange: (roles: Role[]) => void }

/** Roles to choose, each with what it may. */
export function RoleBoxes({ roles, offered, onChange }: RoleBoxesProps) {
  const t = useTranslations('admin.users')
  const words = useTranslations('frame.roles')

  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-strong">{t('roles')}</legend>
      {offered.map((role) => (
        <Checkbox
          key={role}
          checked={roles.includes(role)}
          onChange={(event) => onChange(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))}
          label={
            <>
              {words(role)} <span className="text-label text-text-3">{t(`role.${role}`)}</span>
            </>
          }
        />
      ))}
    </fieldset>
  )
}
