import { useTranslations } from 'next-intl'
import { TextArea } from '../../../../../components/ui/field.tsx'
import { readDraft3 } from '../../../../../lib/tickets/answer-form.ts'

/** Question 3 asks for an explicit yes; whoever is not sure can say so. */
export function QueueFields({ draft }: { draft: string }) {
  const t = useTranslations('portal.ticket')
  const { confirms, text } = readDraft3(draft)

  return (
    <>
      <fieldset className="flex flex-col gap-2" aria-labelledby="question-3-title">
        {(['yes', 'no'] as const).map((value) => (
          <label key={value} className="flex min-h-11 items-center gap-3 rounded-control border border-control bg-surface px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
            <input type="radio" name="confirms3" value={value} defaultChecked={confirms === value} className="size-5 shrink-0 accent-(--accent) outline-none" />
            {t(value)}
          </label>
        ))}
      </fieldset>
      <TextArea label={t('note3')} name="text3" defaultValue={text} maxLength={4900} rows={2} fieldSize="phone" hint={t('note3Hint')} />
    </>
  )
}
