'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { AssignDialog } from './assign-dialog.tsx'

type AssignAccountProps = { account: string; isLocked: boolean; /** As a small button in a row; the page's own is primary. */ isQuiet?: boolean }

/** Asks whose account it is, and opens the dialog that takes the answer. */
export function AssignAccount({ account, isLocked, isQuiet }: AssignAccountProps) {
  const t = useTranslations('accounts')
  const [isOpen, setOpen] = useState(false)

  return (
    <>
      <Button kind={isQuiet ? 'secondary' : 'primary'} size={isQuiet ? 'small' : 'normal'} aria-label={isQuiet ? `${t('whose')} ${account}` : undefined} onClick={() => setOpen(true)}>
        {isQuiet ? t('whose') : t('menu.assign')}
      </Button>
      {isOpen && <AssignDialog account={account} isLocked={isLocked} onClose={() => setOpen(false)} />}
    </>
  )
}
