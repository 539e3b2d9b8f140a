'use client'

import Form from 'next/form'
import { useEffect, useRef } from 'react'
import { traceSpans, type TraceAddress } from '../../lib/traces/trace.ts'
import { buttonLook } from '../ui/button-look.ts'
import { Field, Select } from '../ui/field.tsx'

type TraceFormProps = { page: '/support/trace' | '/portal/trace'; address: TraceAddress; words: { label: string; hint: string; span: string; ask: string; spans: Record<TraceAddress['span'], string> }; size: 'normal' | 'phone' }

/** One field and a span; both go into the address. The field has the focus when nothing is asked yet. */
export function TraceForm({ page, address, words, size }: TraceFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const isFirst = address.q === ''
  useEffect(() => {
    if (isFirst) form.current?.querySelector<HTMLInputElement>('input[name=q]')?.focus()
  }, [isFirst])

  /** The keys of the list work at once when the field lets go. */
  const letGo = () => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined)

  return (
    <Form ref={form} action={page} role="search" onSubmit={letGo} className={size === 'phone' ? 'mb-4 flex flex-col gap-3' : 'mb-3 flex flex-wrap items-end gap-2'}>
      <Field
        key={address.q}
        name="q"
        label={words.label}
        hint={words.hint}
        defaultValue={address.q}
        maxLength={1100}
        required
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        fieldSize={size}
        className={size === 'phone' ? '' : 'min-w-60 flex-1 md:max-w-160 md:[&>p]:sr-only [&_input]:font-mono'}
      />
      <Select key={address.span} name="span" label={words.span} isLabelHidden={size === 'normal'} defaultValue={address.span} fieldSize={size}>
        {traceSpans.map((span) => (
          <option key={span} value={span}>
            {words.spans[span]}
          </option>
        ))}
      </Select>
      <button type="submit" className={buttonLook('primary', size)}>
        {words.ask}
      </button>
    </Form>
  )
}
