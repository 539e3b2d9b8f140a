'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { ConfirmDialog } from '../../../../components/ui/confirm-dialog.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { HostState } from '../../../../lib/hosts/host.ts'
import { joinNewHost, takeOutOfService } from './actions.ts'

const SHOWN_MS = 6000

/** What can be done with a host: join it while its token waits, take it out of service. */
export function HostActs({ name, state }: { name: string; state: HostState }) {
  const t = useTranslations('admin.hosts')
  const broken = useTranslations('ui')('noAnswer')
  const [isAsking, setAsking] = useState(false)
  const join = useAct(joinNewHost, broken)
  const revoke = useAct(takeOutOfService, broken)
  const say = (title: string) => toastList.show({ id: `host ${name}`, tone: 'ok', title, endsAt: Date.now() + SHOWN_MS })
  if (state === 'revoked') return null

  return (
    <div className="inline-flex flex-wrap items-center gap-2">
      {state === 'joining' && (
        <Button size="small" isPending={join.isPending} aria-label={t('joinLong', { name })} onClick={() => join.run({ name }, () => say(t('joined', { name })))}>
          {t('join')}
        </Button>
      )}
      <Button size="small" kind="quiet" aria-label={`${t('revoke')} ${name}`} onClick={() => setAsking(true)}>
        {t('revoke')}
      </Button>
      <div className="max-w-80 basis-full text-left empty:hidden">
        <FormMessage message={join.message} />
      </div>
      {isAsking && (
        <ConfirmDialog
          isOpen
          onClose={() => setAsking(false)}
          title={t('revokeTitle', { name })}
          about={t('revokeAbout')}
          confirmWord={t('doRevoke', { name })}
          typedName={name}
          isPending={revoke.isPending}
          onConfirm={() =>
            revoke.run({ name }, () => {
              setAsking(false)
              say(t('revoked', { name }))
            })
          }
        >
          <FormMessage message={revoke.message} />
        </ConfirmDialog>
      )}
    </div>
  )
}
