import { useTranslations } from 'next-intl'
import { Tag } from '../ui/state-word.tsx'
import type { RefusalClass } from '../../lib/refusals/refusal.ts'

/** Classes of refusals by name. */
export function ClassTags({ classes, max = 2 }: { classes: RefusalClass[]; max?: number }) {
  const t = useTranslations('deliverability.class')
  if (classes.length === 0) return <span className="text-text-3">–</span>

  return (
    <span className="flex flex-wrap gap-1">
      {classes.slice(0, max).map((name) => (
        <Tag key={name}>{t(name)}</Tag>
      ))}
      {classes.length > max && <span className="text-label text-text-3">+{classes.length - max}</span>}
    </span>
  )
}
