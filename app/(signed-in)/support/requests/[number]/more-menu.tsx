'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { Menu, type MenuItem } from '../../../../../components/ui/menu.tsx'
import type { RequestPage } from '../../../../../lib/delisting-requests/request-views.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { PutOffDialog } from './put-off-dialog.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'

type Opened = 'note' | 'answer' | 'again' | 'putOff' | 'takeBack' | 'withdraw'

/** What else can be done with a request. */
export function MoreMenu({ request }: { request: RequestPage }) {
  const t = useTranslations('requests')
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const items = keysOf(request).map((key): MenuItem => ({ key, label: t(`menu.${key}`), isDanger: key === 'withdraw', onChoose: () => setOpened(key) }))

  return (
    <>
      <Menu label={t('more')} items={items} trigger={<button type="button" className={buttonLook('secondary', 'normal')}>{t('more')}<ChevronDown size={14} aria-hidden /></button>} />
      {opened === 'answer' && <AnswerDialog request={request} preset="answered" onClose={close} />}
      {opened === 'again' && <SendDialog request={request} onClose={close} />}
      {opened === 'putOff' && <PutOffDialog request={request} onClose={close} />}
      {(opened === 'note' || opened === 'takeBack' || opened === 'withdraw') && <ReasonDialog kind={opened} number={request.number} onClose={close} />}
    </>
  )
}

function keysOf({ state, isOpen, act }: RequestPage): Opened[] {
  return [
    'note',
    ...(act === 'close-as-granted' ? (['answer'] as const) : []),
    ...(state === 'answered' ? (['again'] as const) : []),
    ...(state === 'asked' ? (['putOff'] as const) : []),
    ...(state === 'draft' ? [] : (['takeBack'] as const)),
    ...(isOpen ? (['withdraw'] as const) : []),
  ]
}
