import type { MessageFilter, MessageSelection } from './quarantined-message.ts'

/** A mail as a list shows it: enough to count what is chosen without asking the server. */
export type ChoosableMail = { id: string; group: string | null; size: number }
export type GroupTotals = { key: string; free: number; freeBytes: number }

/**
 * What a person has chosen in the quarantine list: everything that matches (`isAll`), whole groups, single mails, and
 * what is left out of the former two. The server resolves it; the page never holds 10,000 ids.
 */
export type Choice = {
  isAll: boolean
  groups: ReadonlySet<string>
  mails: ReadonlyMap<string, ChoosableMail>
  except: ReadonlyMap<string, ChoosableMail>
}

export const NOTHING_CHOSEN: Choice = { isAll: false, groups: new Set(), mails: new Map(), except: new Map() }
export const ALL_CHOSEN: Choice = { ...NOTHING_CHOSEN, isAll: true }

export function isMailChosen(choice: Choice, mail: ChoosableMail): boolean {
  const isByOthers = choice.isAll || (mail.group !== null && choice.groups.has(mail.group))
  return isByOthers ? !choice.except.has(mail.id) : choice.mails.has(mail.id)
}

/** Whether all, some or none of a group is chosen. */
export function groupMark(choice: Choice, group: string): 'all' | 'some' | 'none' {
  if (choice.groups.has(group)) return isAnyOf(choice.except, group) ? 'some' : 'all'
  return isAnyOf(choice.mails, group) ? 'some' : 'none'
}

/** Chooses a whole group, or takes it away when all of it was chosen. Single mails of it are forgotten either way. */
export function toggleGroup(choice: Choice, group: string): Choice {
  const groups = new Set(choice.groups)
  if (groupMark(choice, group) === 'all') groups.delete(group)
  else groups.add(group)
  return { ...choice, groups, mails: without(choice.mails, group), except: without(choice.except, group) }
}

/** Chooses mails or takes them away: one, or a run of them by shift. */
export function chooseMails(choice: Choice, mails: readonly ChoosableMail[], isOn: boolean): Choice {
  const chosen = new Map(choice.mails)
  const except = new Map(choice.except)
  for (const mail of mails) {
    const isByOthers = choice.isAll || (mail.group !== null && choice.groups.has(mail.group))
    if (isByOthers) put(except, mail, !isOn)
    else put(chosen, mail, isOn)
  }
  return { ...choice, mails: chosen, except }
}

/** How many mails and bytes are chosen, by the figures the page shows. The server counts again before anything is done. */
export function sumChosen(choice: Choice, all: { free: number; freeBytes: number }, groups: readonly GroupTotals[]): { mails: number; bytes: number } {
  const wholes = choice.isAll ? [all] : groups.filter((group) => choice.groups.has(group.key))
  const singles = [...choice.mails.values()]
  const left = [...choice.except.values()]
  const bytesOf = (mails: ChoosableMail[]) => mails.reduce((sum, mail) => sum + mail.size, 0)
  return {
    mails: wholes.reduce((sum, whole) => sum + whole.free, 0) + singles.length - left.length,
    bytes: wholes.reduce((sum, whole) => sum + whole.freeBytes, 0) + bytesOf(singles) - bytesOf(left),
  }
}

type Asked = { filter: MessageFilter; by: 'account' | 'burst'; exceptDomains: readonly string[] }

/** The choice as the server is asked for it. */
export function selectionOf(choice: Choice, { filter, by, exceptDomains }: Asked): MessageSelection {
  const ids = [...choice.mails.keys()]
  const rest = { filter, except: [...choice.except.keys()], exceptDomains: [...exceptDomains] }
  if (choice.isAll) return rest
  if (choice.groups.size === 0 && exceptDomains.length === 0) return { ids }
  const groups = [...choice.groups]
  return { ...rest, ids, accounts: by === 'account' ? groups : [], batches: by === 'burst' ? groups : [] }
}

function isAnyOf(mails: ReadonlyMap<string, ChoosableMail>, group: string): boolean {
  return [...mails.values()].some((mail) => mail.group === group)
}

function without(mails: ReadonlyMap<string, ChoosableMail>, group: string): ReadonlyMap<string, ChoosableMail> {
  return new Map([...mails].filter(([, mail]) => mail.group !== group))
}

function put(mails: Map<string, ChoosableMail>, mail: ChoosableMail, isIn: boolean): void {
  if (isIn) mails.set(mail.id, mail)
  else mails.delete(mail.id)
}
