'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { toastList } from '../../../../../components/ui/toast-list.ts'
import type { ActionResult } from '../../../../../lib/access/action-result.ts'

const SHOWN_MS = 5000

export type TicketActing<Input> = {
  /** Runs the action; on success says `done` in a toast and calls `onDone`. */
  run: (input: Input, done: string, onDone?: () => void) => void
  isPending: boolean
  /** Why it was refused; empty after a success. */
  message: string
}

/** An action of the ticket's page, its refusal in words, its success as a toast. */
export function useTicketAct<Input>(action: (input: Input) => Promise<ActionResult<unknown>>): TicketActing<Input> {
  const t = useTranslations('tickets')
  const [isPending, start] = useTransition()
  const [message, setMessage] = useState('')

  function run(input: Input, done: string, onDone?: () => void) {
    start(async () => {
      const result = await action(input).catch(() => ({ ok: false as const, message: t('broken') }))
      setMessage(result.ok ? '' : result.message)
      toastList.show({
        id: 'ticket-act',
        tone: result.ok ? 'ok' : 'bad',
        title: result.ok ? done : result.message,
        endsAt: result.ok ? Date.now() + SHOWN_MS : null,
      })
      if (result.ok) onDone?.()
    })
  }
  return { run, isPending, message }
}
