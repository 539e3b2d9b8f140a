import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { Tag } from '../ui/state-word.tsx'
import { StateShape } from '../ui/state-shape.tsx'
import type { ClassGroup } from '../../lib/deliveries/reply-groups.ts'
import { formatDay, formatDayClock, formatNumber } from '../../lib/i18n/format.ts'
import { ReplyTextBox } from './reply-text-box.tsx'

const TEXTS_SHOWN = 3

/** `areCounted`: there are counts of attempts besides samples; `isByDay`: they are known by the day of UTC alone. */
type ClassGroupsProps = { receiver: string; groups: ClassGroup[]; areCounted?: boolean; isByDay?: boolean }

/** Refusals by class, each with the receiver's own words, what they mean and what helps as far as that is known. */
export function ClassGroups({ receiver, groups, areCounted = true, isByDay = false }: ClassGroupsProps) {
  return (
    <ul>
      {groups.map((group) => (
        <li key={`${group.refusalClass} ${group.isForGood}`} className="border-b border-line px-4 py-3 last:border-b-0">
          <GroupHead group={group} areCounted={areCounted} isByDay={isByDay} />
          <Texts receiver={receiver} group={group} />
        </li>
      ))}
    </ul>
  )
}

function GroupHead({ group, areCounted, isByDay }: { group: ClassGroup; areCounted: boolean; isByDay: boolean }) {
  const t = useTranslations('receivers.words')
  const classWord = useTranslations('deliverability.class')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const clock = (at: string) => (isByDay ? formatDay(at, language, 'UTC') : formatDayClock(at, now, language, zone))

  return (
    <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
      <StateShape tone={group.isAboutUs ? (group.isForGood ? 'bad' : 'wait') : 'few'} />
      <span className="figures font-strong">{areCounted ? t('times', { count: formatNumber(group.count, language) }) : t('samples', { count: group.count })}</span>
      <Tag>{classWord(group.refusalClass)}</Tag>
      <span>{t(group.isForGood ? 'forGood' : 'forNow')}</span>
      {group.firstAt !== null && group.lastAt !== null && <span className="text-label text-text-2">{t('fromTo', { from: clock(group.firstAt), to: clock(group.lastAt) })}</span>}
      {!group.isAboutUs && <span className="text-label text-text-3">{t('aboutRecipients')}</span>}
    </div>
  )
}

function Texts({ receiver, group: { texts } }: { receiver: string; group: ClassGroup }) {
  const t = useTranslations('receivers.words')
  if (texts.length === 0) return <p className="text-label text-text-3">{t('noTexts')}</p>
  const rest = texts.slice(TEXTS_SHOWN)

  return (
    <>
      {texts.slice(0, TEXTS_SHOWN).map((text) => (
        <ReplyTextBox key={text.key} receiver={receiver} text={text} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary className="focus-inset py-1 text-label text-accent hover:underline">{t('more', { count: rest.length })}</summary>
          {rest.map((text) => (
            <ReplyTextBox key={text.key} receiver={receiver} text={text} />
          ))}
        </details>
      )}
    </>
  )
}
