'use client'

import { useTranslations } from 'next-intl'
import { Button } from '../../../../../components/ui/button.tsx'
import type { QuestionNumber } from '../../../../../lib/tickets/ticket.ts'
import { countsAsAnswer } from './actions.ts'
import { useTicketAct } from './use-ticket-act.ts'

/** A person read an unsure answer and says that it is one. */
export function CountsButton({ number, question, version }: { number: number; question: QuestionNumber; version: number }) {
  const t = useTranslations('tickets')
  const act = useTicketAct(countsAsAnswer)

  return (
    <Button size="small" className="mt-2" isPending={act.isPending} onClick={() => act.run({ number, question, version, remark: '' }, t('done.counted'))}>
      {t('questions.counts')}
    </Button>
  )
}
