import { useTranslations } from 'next-intl'
import type { DomainEvidence } from '../../../../../lib/domain-checks/domain-check.ts'

/** What is worth a look although nothing fails because of it. */
export function CheckNotes({ evidence: { notes, lookups = 0, bits = 0, policyDomain = '' } }: { evidence: DomainEvidence }) {
  const t = useTranslations('domains')
  if (notes.length === 0) return null

  return (
    <ul className="flex list-disc flex-col gap-1 pl-4 text-text-2">
      {notes.map((note) => (
        <li key={note}>{t(`note.${note}`, { lookups, bits, policyDomain })}</li>
      ))}
    </ul>
  )
}
