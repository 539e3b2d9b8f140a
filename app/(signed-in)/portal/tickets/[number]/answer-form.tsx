'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useState, type ReactNode } from 'react'
import { Button } from '../../../../../components/ui/button.tsx'
import { NoticeBox } from '../../../../../components/ui/notice-box.tsx'
import type { ActionResult } from '../../../../../lib/access/action-result.ts'
import { answerForm, readDraft3, unansweredIn } from '../../../../../lib/tickets/answer-form.ts'
import type { TicketForCustomer } from '../../../../../lib/tickets/customer-ticket-views.ts'
import { joinQuestions } from '../../../../../lib/tickets/join-questions.ts'
import { QUESTIONS, type QuestionNumber } from '../../../../../lib/tickets/ticket.ts'
import { DraftState } from './draft-state.tsx'
import { QuestionFields } from './question-fields.tsx'
import { useDrafts, type SaveDrafts } from './use-drafts.ts'

type AnswerFormProps = {
  ticket: TicketForCustomer
  texts: Record<QuestionNumber, string>
  send: (before: ActionResult<{ missing: QuestionNumber[] }> | null, form: FormData) => Promise<ActionResult<{ missing: QuestionNumber[] }>>
  saveDrafts: SaveDrafts
  phone: ReactNode
}

/** The three questions as one plain form: it works without JavaScript, and with it keeps drafts and says what is missing. */
export function AnswerForm({ ticket, texts, send, saveDrafts, phone }: AnswerFormProps) {
  const [result, act, isPending] = useActionState(send, null)
  const [draftResult, draftAct] = useActionState(saveDrafts, null)
  const [unanswered, setUnanswered] = useState(() => unansweredIn(startOf(ticket), ticket.missing))
  const drafts = useDrafts(saveDrafts, ticket.draftSavedAt)

  function onChange(form: HTMLFormElement) {
    const data = new FormData(form)
    const parsed = answerForm.safeParse(Object.fromEntries([...data].filter(([name]) => !name.startsWith('$'))))
    if (parsed.success) setUnanswered(unansweredIn(parsed.data, ticket.missing))
    drafts.keep(data)
  }

  return (
    <form action={act} onChange={(event) => onChange(event.currentTarget)} className="flex flex-col gap-3">
      <input type="hidden" name="number" value={ticket.number} />
      <DraftState state={drafts.state} />
      {result && !result.ok && (
        <div role="alert">
          <NoticeBox tone="bad" title={result.message} />
        </div>
      )}
      {QUESTIONS.map((question) => (
        <QuestionFields key={question} question={question} title={texts[question]} given={ticket.questions.find((one) => one.question === question)} />
      ))}
      <noscript>
        <button formAction={draftAct} className="h-12 w-full rounded-control border border-control bg-surface font-strong">
          <SaveDraftWords />
        </button>
      </noscript>
      {draftResult?.ok && <DraftState state={{ kind: 'saved', at: draftResult.data.savedAt }} />}
      <SendBar missing={ticket.missing} unanswered={unanswered} isPending={isPending} phone={phone} />
    </form>
  )
}

function startOf({ questions }: TicketForCustomer) {
  const draft = (question: QuestionNumber) => questions.find((one) => one.question === question)?.draft ?? ''
  const { confirms } = readDraft3(draft(3))
  return { text1: draft(1), text2: draft(2), ...(confirms ? { confirms3: confirms } : {}) }
}

function SaveDraftWords() {
  return useTranslations('portal.ticket')('saveDraft')
}

type SendBarProps = { missing: QuestionNumber[]; unanswered: QuestionNumber[]; isPending: boolean; phone: ReactNode }

/** Sends when all is there; before that it says what is missing, and lets go what is there on a second look. */
function SendBar({ missing, unanswered, isPending, phone }: SendBarProps) {
  const t = useTranslations('portal.ticket')
  const language = useLocale()
  const list = joinQuestions(unanswered, language)
  const isPartial = unanswered.length > 0 && unanswered.length < missing.length
  const isReady = unanswered.length === 0

  return (
    <div className="sticky bottom-0 -mx-5 mt-2 flex flex-col gap-2 border-t border-line-strong bg-surface px-5 py-3">
      <Button type="submit" kind="primary" size="phone" className="w-full" disabled={!isReady} isPending={isPending} pendingWords={t('sending')}>
        {t('send')}
      </Button>
      <noscript>
        <button className="h-12 w-full rounded-control bg-accent font-strong text-on-accent">{t('send')}</button>
      </noscript>
      <p aria-live="polite" className="text-center text-body text-text-2">
        {isReady ? t('ready') : t('missing', { count: unanswered.length, list })}
      </p>
      {isPartial && (
        <button type="submit" className="min-h-8 text-body font-strong text-accent hover:underline">
          {t('sendRest', { list: unanswered.length === 1 ? 'one' : 'other', missing: list })}
        </button>
      )}
      {isReady && phone}
    </div>
  )
}
