'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActDialog } from '../../../../../components/ui/act-dialog.tsx'
import { TextArea } from '../../../../../components/ui/field.tsx'
import type { ActionResult } from '../../../../../lib/access/action-result.ts'
import { keepRequestNote, takeBack, withdraw } from '../actions.ts'
import { useRequestAct } from '../use-request-act.ts'

export type ReasonKind = 'note' | 'withdraw' | 'takeBack'
type Act = (input: { number: number; words: string }) => Promise<ActionResult<unknown>>

const ACTS: Record<ReasonKind, Act> = {
  note: ({ number, words }) => keepRequestNote({ number, text: words }),
  withdraw: ({ number, words }) => withdraw({ number, reason: words }),
  takeBack: ({ number, words }) => takeBack({ number, reason: words }),
}

/** Acts that want nothing but a word: a note, giving up, taking back what was noted. */
export function ReasonDialog({ kind, number, onClose }: { kind: ReasonKind; number: number; onClose: () => void }) {
  const t = useTranslations(`requests.dialog.${kind}`)
  const act = useRequestAct(ACTS[kind])
  const [words, setWords] = useState('')

  return (
    <ActDialog title={t('title')} about={t('about')} doWord={t('do')} canDo={words.trim() !== ''} isPending={act.isPending} message={act.message} onClose={onClose} onDo={() => act.run({ number, words }, t('done'), onClose)}>
      <TextArea label={t('words')} required value={words} maxLength={5000} onChange={(event) => setWords(event.target.value)} />
    </ActDialog>
  )
}
