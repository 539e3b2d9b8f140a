import type { ChoosableMail } from '../../../../lib/quarantine/choice.ts'
import type { QuarantineAddress } from '../../../../lib/quarantine/quarantine-address.ts'
import type { QuarantineGroup, QuarantinePage } from '../../../../lib/quarantine/quarantine-page-views.ts'

export type Mail = NonNullable<QuarantinePage['mails']>['messages'][number]
export type ListRow =
  | { kind: 'group'; key: string; group: QuarantineGroup; isOpen: boolean }
  | { kind: 'mail'; key: string; mail: Mail; group: string | null }
  | { kind: 'more'; key: string; group: QuarantineGroup; shown: number; total: number; isWhole: boolean }

/** The list as it stands on the page: groups, the mails of the open one under it, and what leads to more of them. */
export function rowsOf({ groups, mails }: Pick<QuarantinePage, 'groups' | 'mails'>, { view, open, whole, after }: QuarantineAddress): ListRow[] {
  if (view === 'all') return (mails?.messages ?? []).map((mail) => ({ kind: 'mail', key: mail.id, mail, group: null }))

  return groups.flatMap((group): ListRow[] => {
    const isOpen = group.key === open && mails !== null
    const head: ListRow = { kind: 'group', key: `group ${group.key}`, group, isOpen }
    if (!isOpen) return [head]
    const inside = mails.messages.map((mail): ListRow => ({ kind: 'mail', key: mail.id, mail, group: group.key }))
    const isWhole = whole === '1'
    const hasMore = mails.next !== null || isWhole || after !== undefined
    const more: ListRow = { kind: 'more', key: `more ${group.key}`, group, shown: inside.length, total: mails.total, isWhole }
    return [head, ...inside, ...(hasMore ? [more] : [])]
  })
}

/** A mail as the choice counts it. Only what lies in quarantine and is asked nothing of can be chosen. */
export function choosable({ mail, group }: { mail: Mail; group: string | null }): ChoosableMail | null {
  return mail.state === 'quarantined' ? { id: mail.id, group, size: mail.size } : null
}
