'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { TextArea } from '../ui/field.tsx'

/** Reasons in a word, per act; the words themselves go on record. */
function useReasonWords() {
  const t = useTranslations('quarantine.reason')
  return {
    release: [t('release.honest'), t('release.fixed'), t('release.wrong')],
    delete: [t('delete.spam'), t('delete.asked'), t('delete.test')],
    keep: [t('keep.talking'), t('keep.evidence'), t('keep.asked')],
    headers: [t('headers.judge'), t('headers.asked'), t('headers.complaint')],
  }
}

export type Reason = { chip: string; text: string }
export const NO_REASON: Reason = { chip: '', text: '' }

/** The reason as it goes on record; empty when nothing was said. */
export function reasonText({ chip, text }: Reason): string {
  return [chip, text.trim()].filter((part) => part !== '').join(': ')
}

/** Why: one of three words, one's own, or both. */
export function ReasonField({ kind, reason, onChange }: { kind: keyof ReturnType<typeof useReasonWords>; reason: Reason; onChange: (reason: Reason) => void }) {
  const t = useTranslations('quarantine')
  const words = useReasonWords()[kind]

  return (
    <div className="flex flex-col gap-2">
      <fieldset>
        <legend className="mb-1.5 text-section">{t('panel.why')}</legend>
        <div className="flex flex-wrap gap-2">
          {words.map((word) => {
            const isOn = reason.chip === word
            return (
              <label key={word} className={clsx('inline-flex h-6 items-center rounded-tag border px-1.5 text-label has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent', isOn ? 'border-accent-line bg-accent-soft font-strong text-accent' : 'border-control')}>
                <input type="checkbox" className="sr-only" checked={isOn} onChange={() => onChange({ ...reason, chip: isOn ? '' : word })} />
                {word}
              </label>
            )
          })}
        </div>
      </fieldset>
      <TextArea label={t('panel.whyLabel')} isLabelHidden hint={t('panel.whyHint')} value={reason.text} maxLength={1800} onChange={(event) => onChange({ ...reason, text: event.target.value })} />
    </div>
  )
}
