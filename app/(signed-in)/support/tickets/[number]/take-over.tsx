'use client'

import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../../../../../components/ui/button.tsx'
import { takeOver } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

type TakeOverProps = { number: number; takenBy: { name: string; initials: string; isMe: boolean } | null }

/** Takes the ticket to oneself, also from somebody else, or gives it back. */
export function TakeOver({ number, takenBy }: TakeOverProps) {
  const t = useTranslations('tickets')
  const act = useTicketAct(takeOver)
  const isMine = takenBy?.isMe ?? false

  return (
    <>
      {takenBy && !isMine && <span className="text-label text-text-2">{t('takenBy', { name: takenBy.name })}</span>}
      <Button icon={<Hand size={16} strokeWidth={1.75} aria-hidden />} isPending={act.isPending} onClick={() => act.run({ number, takes: !isMine }, t(isMine ? 'done.givenBack' : 'done.taken'))}>
        {t(isMine ? 'giveBack' : 'takeOver')}
      </Button>
    </>
  )
}
