'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { Quote } from '../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'

/** A password, shown once. */
export function PasswordOnce({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const t = useTranslations('admin.users.password')

  return (
    <Dialog isOpen onClose={onClose} title={t('title', { name })} about={t('about')}>
      <div className="flex items-start gap-2">
        <Quote className="min-w-0 flex-1">{password}</Quote>
        <CopyButton text={password} what={t('what')} />
      </div>
      <div>
        <Button kind="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    </Dialog>
  )
}
