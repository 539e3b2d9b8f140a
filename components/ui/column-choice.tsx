'use client'

import { Columns3 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Popover } from 'radix-ui'
import { useRef, useState } from 'react'
import { writeColumns } from '../../lib/column-choice.ts'
import { Button } from './button.tsx'
import { buttonLook } from './button-look.ts'
import { Checkbox } from './checkbox.tsx'

type ColumnChoiceProps = {
  columns: { id: string; name: string }[]
  shown: string[]
  isChosen: boolean
  /** Under which name the browser keeps it. */
  cookie: string
  words: { open: string; title: string; search: string; none: string; auto: string }
}
const A_YEAR = 365 * 86_400

/** Which columns a matrix has: chosen here and remembered by this browser, or left to the desk. */
export function ColumnChoice({ columns, shown, isChosen, cookie, words }: ColumnChoiceProps) {
  const router = useRouter()
  const button = useRef<HTMLButtonElement>(null)
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const [text, setText] = useState('')
  const found = columns.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(text.trim().toLowerCase()))

  function keep(ids: string[] | null) {
    remember(cookie, ids)
    router.refresh()
  }

  return (
    <Popover.Root onOpenChange={() => setPlace(button.current?.closest<HTMLElement>('main') ?? null)}>
      <Popover.Trigger ref={button} className={buttonLook('secondary', 'normal')}>
        <Columns3 size={14} aria-hidden />
        {words.open}
      </Popover.Trigger>
      <Popover.Portal container={place}>
        <Popover.Content align="end" sideOffset={4} aria-label={words.title} className="z-40 flex max-h-96 w-72 flex-col gap-2 rounded-card border border-line bg-raised p-3 shadow-float">
          <input type="search" value={text} onChange={(event) => setText(event.target.value)} aria-label={words.search} placeholder={words.search} className="h-8 shrink-0 rounded-control border border-control bg-surface px-2.5" />
          <ul className="min-h-0 flex-1 overflow-y-auto">
            {found.map(({ id, name }) => (
              <li key={id}>
                <Checkbox label={name} checked={shown.includes(id)} disabled={shown.length === 1 && shown.includes(id)} onChange={(event) => keep(event.target.checked ? [...shown, id] : shown.filter((other) => other !== id))} className="w-full py-1 wrap-anywhere" />
              </li>
            ))}
            {found.length === 0 && <li className="text-text-2">{words.none}</li>}
          </ul>
          <Button size="small" disabled={!isChosen} onClick={() => keep(null)}>{words.auto}</Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Null forgets what was chosen. */
function remember(cookie: string, ids: string[] | null): void {
  document.cookie = `${cookie}=${writeColumns(ids ?? [])}; path=/support; max-age=${ids ? A_YEAR : 0}; samesite=lax`
}
