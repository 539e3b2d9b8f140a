import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { useId, type ReactNode } from 'react'
import { Card, CardHead } from '../ui/card.tsx'
import { StateShape } from '../ui/state-shape.tsx'
import type { PolicyField, PolicySection } from '../../lib/policies/policy-fields.ts'
import type { FieldWord } from './field-word.ts'

type Values = Record<string, string>
type SectionProps = { section: PolicySection; /** Where the section's own name would mislead. */ title?: string; values: Values; first: Values; complaints: string[]; onChange: (path: string, value: string) => void; children?: ReactNode }

/** Numbers of one kind: what each means, its value, its unit. */
export function PolicySectionCard({ section, title, values, first, complaints, onChange, children }: SectionProps) {
  const t = useTranslations('admin.policies.section')
  const id = `policy-${section.key}`

  return (
    <Card aria-labelledby={id}>
      <CardHead id={id} title={title ?? t(`${section.key}.title`)} about={t(`${section.key}.about`)} isRuled />
      {children}
      {section.fields.map((field) => (
        <NumberRow key={field.path} field={field} value={values[field.path] ?? ''} isChanged={values[field.path] !== first[field.path]} isWrong={complaints.includes(field.path)} onChange={(value) => onChange(field.path, value)} />
      ))}
    </Card>
  )
}

type NumberRowProps = { field: PolicyField; value: string; isChanged: boolean; isWrong: boolean; onChange: (value: string) => void }

function NumberRow({ field, value, isChanged, isWrong, onChange }: NumberRowProps) {
  const t = useTranslations('admin.policies')
  const id = useId()
  const path = field.path as FieldWord

  return (
    <div className={clsx('grid items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-b-0 md:grid-cols-[minmax(0,1fr)_120px_150px]', isChanged && 'bg-accent-soft')}>
      <div>
        <label htmlFor={id} className="font-strong">{t(`field.${path}.name`)}</label>
        <p id={`${id}-about`} className="text-label text-text-3">
          {t(`field.${path}.about`)} {field.canBeOff && t('off')}
        </p>
        {isWrong && (
          <p id={`${id}-wrong`} className="flex items-center gap-1.5 text-label text-bad">
            <StateShape tone="bad" size={8} />
            {t('wrong')}
          </p>
        )}
      </div>
      <input
        id={id}
        value={value}
        inputMode="decimal"
        autoComplete="off"
        placeholder={field.canBeOff ? t('isOff') : undefined}
        aria-invalid={isWrong || undefined}
        aria-describedby={`${id}-about ${id}-unit${isWrong ? ` ${id}-wrong` : ''}`}
        onChange={(event) => onChange(event.target.value)}
        className="figures h-8 w-full rounded-control border border-control bg-surface px-2.5 text-right aria-invalid:border-2 aria-invalid:border-bad-fill"
      />
      <span id={`${id}-unit`} className="text-text-2">{t(`unit.${field.unit}`)}</span>
    </div>
  )
}
