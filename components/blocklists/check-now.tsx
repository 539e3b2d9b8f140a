'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { toastList } from '../ui/toast-list.ts'
import { useAct, type ActResult } from '../ui/use-act.ts'

type CheckNowProps = { act: (input: { target: string | null }) => Promise<ActResult<unknown>>; /** Null: everything of ours. */ target: string | null; icon?: ReactNode; words: { ask: string; asking: string; done: string } }
const SHOWN_MS = 6000

/** A button that lets lists be asked at once; answers come by themselves. */
export function CheckNow({ act, target, icon, words }: CheckNowProps) {
  const { run, isPending, message } = useAct(act, useTranslations('ui')('noAnswer'))
  const ask = () => run({ target }, () => toastList.show({ id: `check ${target}`, tone: 'ok', title: words.done, endsAt: Date.now() + SHOWN_MS }))

  return (
    <>
      <Button icon={icon} isPending={isPending} pendingWords={words.asking} onClick={ask}>{words.ask}</Button>
      {message && <span role="alert" className="text-bad">{message}</span>}
    </>
  )
}
