'use client'

import { Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Popover } from 'radix-ui'
import { useRef, useState } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { buttonLook } from '../../../../components/ui/button-look.ts'
import { Checkbox } from '../../../../components/ui/checkbox.tsx'
import { COLUMNS_COOKIE, writeColumns } from '../../../../lib/deliveries/column-choice.ts'

type ColumnChoiceProps = { receivers: { id: string; name: string }[]; shown: string[]; isChosen: boolean }
const A_YEAR = 365 * 86_400

/** Which receivers have a column: chosen here and remembered by this browser, or left to the desk. */
export function ColumnChoice({ receivers, shown, isChosen }: ColumnChoiceProps) {
  const t = useTranslations('deliverability.columns')
  const router = useRouter()
  const button = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [text, setText] = useState('')
  const found = receivers.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(text.trim().toLowerCase()))

  function keep(ids: string[] | null) {
    rememberColumns(ids)
    router.refresh()
  }

  return (
    <Popover.Root onOpenChange={() => setPlace(button.current?.closest<HTMLElement>('main') ?? null)}>
      <Popover.Trigger ref={button} className={buttonLook('secondary', 'normal')}>
        <Columns3 size={14} aria-hidden />
        {t('open')}
      </Popover.Trigger>
      <Popover.Portal container={place}>
        <Popover.Content align="end" sideOffset={4} aria-label={t('title')} className="z-40 flex max-h-96 w-72 flex-col gap-2 rounded-card border border-line bg-raised p-3 shadow-float">
          <input type="search" value={text} onChange={(event) => setText(event.target.value)} aria-label={t('search')} placeholder={t('search')} className="h-8 shrink-0 rounded-control border border-control bg-surface px-2.5" />
          <ul className="min-h-0 flex-1 overflow-y-auto">
            {found.map(({ id, name }) => (
              <li key={id}>
                <Checkbox label={name} checked={shown.includes(id)} disabled={shown.length === 1 && shown.includes(id)} onChange={(event) => keep(event.target.checked ? [...shown, id] : shown.filter((other) => other !== id))} className="w-full py-1 wrap-anywhere" />
              </li>
            ))}
            {found.length === 0 && <li className="text-text-2">{t('none')}</li>}
          </ul>
          <Button size="small" disabled={!isChosen} onClick={() => keep(null)}>{t('auto')}</Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Null forgets what was chosen. */
function rememberColumns(ids: string[] | null): void {
  document.cookie = `${COLUMNS_COOKIE}=${writeColumns(ids ?? [])}; path=/support; max-age=${ids ? A_YEAR : 0}; samesite=lax`
}
