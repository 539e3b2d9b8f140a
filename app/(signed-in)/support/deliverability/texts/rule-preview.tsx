'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Sunken } from '../../../../../components/ui/card.tsx'
import type { RulePreview as Preview, PreviewText } from '../../../../../lib/cases/preview-rule.ts'
import { formatNumber } from '../../../../../lib/i18n/format.ts'
import { REFUSAL_CLASSES, type RefusalClass } from '../../../../../lib/refusals/refusal.ts'
import { preview } from './actions.ts'

const PAUSE_MS = 400

type Told = { ok: true; data: Preview } | { ok: false; message: string }

/** What the rule would name and what it would change, asked anew when the writer pauses. */
export function RulePreview({ text, receiver, refusalClass }: { text: string; receiver: string | null; refusalClass: RefusalClass }) {
  const t = useTranslations('texts')
  const [told, setTold] = useState<Told | null>(null)

  useEffect(() => {
    let isAsked = true
    const timer = setTimeout(async () => {
      const result = await preview({ text, receiver, class: refusalClass }).catch((): Told => ({ ok: false, message: t('broken') }))
      if (isAsked) setTold(result)
    }, PAUSE_MS)
    return () => {
      isAsked = false
      clearTimeout(timer)
    }
  }, [text, receiver, refusalClass, t])

  return (
    <section aria-live="polite" aria-labelledby="rule-preview" className="flex flex-col gap-2">
      <h3 id="rule-preview" className="text-section">{t('previewTitle')}</h3>
      {told === null && <p className="text-text-2">{t('previewAsking')}</p>}
      {told && !told.ok && <p className="text-bad">{told.message}</p>}
      {told?.ok && <Found preview={told.data} />}
    </section>
  )
}

function Found({ preview: { unknown, changed } }: { preview: Preview }) {
  const t = useTranslations('texts')

  return (
    <>
      <p>{t('wouldName', { texts: unknown.texts, replies: unknown.replies })}</p>
      <TextList texts={unknown.shown} />
      {changed.samples === 0 ? (
        <p className="text-text-2">{t('changesNothing', { asked: changed.asked })}</p>
      ) : (
        <>
          <p className="text-wait">{t('wouldChange', { samples: changed.samples, asked: changed.asked })}</p>
          <TextList texts={changed.shown} isNamed />
        </>
      )}
    </>
  )
}

function TextList({ texts, isNamed }: { texts: PreviewText[]; isNamed?: boolean }) {
  const classes = useTranslations('deliverability.class')
  const language = useLocale()
  if (texts.length === 0) return null

  return (
    <ul className="flex flex-col gap-1">
      {texts.map(({ text, receiver, count, now }) => (
        <li key={`${receiver} ${now} ${text}`}>
          <Sunken>
            <span className="figures font-strong">{formatNumber(count, language)} ×</span> <span className="text-label text-text-2">{receiver}{isNamed && ` · ${classes(REFUSAL_CLASSES.find((name) => name === now) ?? 'unknown')}`}</span>
            <span className="mono block wrap-anywhere">{text}</span>
          </Sunken>
        </li>
      ))}
    </ul>
  )
}
