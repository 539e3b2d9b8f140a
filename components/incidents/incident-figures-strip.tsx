import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { formatDayClock, formatDuration, formatMillis, formatNumber } from '../../lib/i18n/format.ts'
import type { IncidentDetail, IncidentRow } from '../../lib/incidents/incident-views.ts'
import { AIMS, isAimMissed, type Aim } from '../../lib/reports/aims.ts'
import { FigureStrip, type StripFigure } from '../ui/figure-strip.tsx'

/** What an incident cost, in seven figures, those with an aim beside it. */
export function IncidentFiguresStrip({ incident }: { incident: IncidentRow & { blocked?: IncidentDetail['blocked'] } }) {
  const figures = useFigures(incident)
  return <FigureStrip label={useTranslations('incidents.figures')('label')} figures={figures} />
}

function useFigures({ figures, isOver, openedAt, endedAt, kind, block, blocked, listed, probe, ownDomain }: IncidentRow & { blocked?: IncidentDetail['blocked'] }): StripFigure[] {
  const t = useTranslations('incidents.figures')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const number = (value: number) => formatNumber(value, language)
  const at = (time: string) => formatDayClock(time, now, language, zone)
  const timed = (key: string, aim: Aim, ms: number | null, missing: string): StripFigure => {
    const isMissed = isAimMissed(aim, ms)
    const words = { time: formatMillis(AIMS[aim], language) }
    return { key, value: ms === null ? '–' : formatMillis(ms, language), label: t(key as 'untilLocked'), about: ms === null ? missing : t(isMissed ? 'aimMissed' : 'aim', words), tone: isMissed ? 'bad' : undefined }
  }
  const duration: StripFigure = {
    key: 'duration', value: formatDuration(figures.durationMs / 1000, language), label: t('duration', { isOver: isOver ? 'yes' : 'no' }),
    about: endedAt ? t('durationAbout', { from: at(openedAt), to: at(endedAt) }) : t('durationOpen', { from: at(openedAt) }),
  }
  if (kind === 'silent-host' || ownDomain) return [duration]
  if (listed) {
    return [
      duration,
      { key: 'lists', value: number(listed.lists.length), label: t('listsNamed', { count: listed.lists.length }), about: t('operators', { count: listed.opinions }) },
      { key: 'standing', value: number(listed.standing), label: t('listsNow', { count: listed.standing }), about: listed.untold > 0 ? t('listsUntold', { count: listed.untold }) : t('listsTold'), tone: listed.standing > 0 ? 'bad' : undefined },
      { key: 'times', value: number(listed.lists.reduce((sum, each) => sum + each.times, 0)), label: t('listedTimes'), about: t('listedTimesAbout') },
    ]
  }
  if (probe) return [duration, { key: 'hosts', value: number(probe.hosts), label: t('hostsFailed'), about: isOver ? t('allPass') : t('hostsFailing', { count: probe.failing }), tone: probe.failing > 0 && !isOver ? 'bad' : undefined }]
  if (block) {
    const softMs = block.softAt !== null && block.hardAt !== null && block.softAt < block.hardAt ? Date.parse(block.hardAt) - Date.parse(block.softAt) : null
    const total = blocked?.trend.total
    return [
      duration,
      { key: 'hosts', value: number(block.hosts), label: t('hostsHit'), about: isOver ? t('allThrough') : t('hostsNow', { refusing: block.refusing, deferring: block.deferring }), tone: block.refusing > 0 ? 'bad' : block.deferring > 0 ? 'wait' : undefined },
      { key: 'refused', value: total ? number(total.refused) : '–', label: t('refusedForGood'), about: t('ofHosts') },
      { key: 'deferred', value: total ? number(total.deferred) : '–', label: t('deferredAttempts'), about: t('ofHosts') },
      { key: 'through', value: total ? number(total.taken) : '–', label: t('takenAttempts'), about: t('ofHosts') },
      { key: 'soft', value: softMs === null ? '–' : formatDuration(softMs / 1000, language), label: t('softPhase'), about: softMs === null ? t(block.hardAt === null ? 'noHard' : 'noSoft') : t('softAbout') },
    ]
  }

  return [
    duration,
    { key: 'customers', value: number(figures.customers), label: t('customers'), about: t('accountsAbout', { count: figures.accounts }) },
    { key: 'accepted', value: number(figures.mailsAccepted), label: t('accepted'), about: t('acceptedAbout') },
    { key: 'taken', value: number(figures.mailsQuarantined), label: t('taken'), about: t('takenAbout') },
    { key: 'left', value: number(figures.mailsLeft), label: t('left'), about: figures.leakedWhileWatched > 0 ? t('leaked', { count: figures.leakedWhileWatched }) : t('leftAbout'), tone: figures.leakedWhileWatched > 0 ? 'bad' : undefined },
    timed('untilLocked', 'untilLockedMs', figures.untilLockedMs, t('notMeasured')),
    timed('untilTold', 'untilToldMs', figures.untilToldMs, t('notTold')),
    { key: 'relapses', value: number(figures.relapses), label: t('relapses'), about: t('relapsesAbout', { count: figures.notices }), tone: figures.relapses > 0 ? 'wait' : undefined },
  ]
}
