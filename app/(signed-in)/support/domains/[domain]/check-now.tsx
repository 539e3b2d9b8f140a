'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../../components/ui/button.tsx'
import { FormMessage } from '../../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../../components/ui/use-act.ts'
import { checkNow } from '../actions.ts'

const SHOWN_MS = 6000

/** Asks DNS about this domain at once. */
export function CheckNow({ domain }: { domain: string }) {
  const t = useTranslations('domains')
  const act = useAct(checkNow, useTranslations('ui')('noAnswer'))
  const check = () =>
    act.run({ domain }, ({ isLookedAt }) => {
      toastList.show({ id: 'domain', tone: isLookedAt ? 'ok' : 'wait', title: t(isLookedAt ? 'checked' : 'checkLater', { domain }), endsAt: Date.now() + SHOWN_MS })
    })

  return (
    <>
      <FormMessage message={act.message} />
      <Button kind="primary" isPending={act.isPending} pendingWords={t('checking')} onClick={check}>
        {t('checkNow')}
      </Button>
    </>
  )
}
