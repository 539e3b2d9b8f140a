'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '../../../components/ui/field.tsx'
import { IconButton } from '../../../components/ui/icon-button.tsx'

/** The password, with an eye to see what was typed. */
export function PasswordField({ label }: { label: string }) {
  const t = useTranslations('ui')
  const [isShown, setShown] = useState(false)

  return (
    <div className="relative">
      <Field label={label} name="password" type={isShown ? 'text' : 'password'} autoComplete="current-password" required fieldSize="login" maxLength={256} />
      <IconButton label={isShown ? t('hidePassword') : t('showPassword')} aria-pressed={isShown} onClick={() => setShown(!isShown)} className="absolute right-1 bottom-1">
        {isShown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
      </IconButton>
    </div>
  )
}
