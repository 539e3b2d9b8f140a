'use client'

import { useTranslations } from 'next-intl'
import { toastList } from '../../../../components/ui/toast-list.ts'
import { useAct } from '../../../../components/ui/use-act.ts'
import type { ActionResult } from '../../../../lib/access/action-result.ts'

const SHOWN_MS = 5000

/** An action of a request: its refusal in words, its success as a toast. */
export function useRequestAct<Input>(action: (input: Input) => Promise<ActionResult<unknown>>) {
  const { run, isPending, message } = useAct<Input, unknown>(action, useTranslations('ui')('noAnswer'))

  return {
    isPending, message,
    run: (input: Input, done: string, onDone?: () => void) => run(input, () => {
      toastList.show({ id: 'request-act', tone: 'ok', title: done, endsAt: Date.now() + SHOWN_MS })
      onDone?.()
    }),
  }
}
