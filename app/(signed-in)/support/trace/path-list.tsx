'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { TracePath } from '../../../../lib/traces/join-messages.ts'
import { useChosenRow } from '../now/use-chosen-row.ts'
import { PathRow } from './path-row.tsx'

/** Mails that were found, newest first: j and k move, Enter opens one. One alone is open from the start. */
export function PathList({ paths }: { paths: TracePath[] }) {
  const t = useTranslations('trace')
  const list = useRef<HTMLOListElement>(null)
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const turn = (key: string) => setTurned((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]))
  const { chosen, choose } = useChosenRow({
    keys: paths.map(({ key }) => key),
    focus: (index) => list.current?.querySelectorAll<HTMLElement>('[data-open]')[index]?.focus(),
    open: (index) => paths[index] && turn(paths[index].key),
    snooze: () => undefined,
  })

  return (
    <ol ref={list} aria-label={t('list')} className="rounded-card border border-line bg-surface">
      {paths.map((path, index) => (
        <PathRow
          key={path.key}
          path={path}
          isChosen={index === chosen}
          isOpen={turned.has(path.key) !== (paths.length === 1)}
          onChoose={() => choose(index)}
          onTurn={() => turn(path.key)}
        />
      ))}
    </ol>
  )
}
