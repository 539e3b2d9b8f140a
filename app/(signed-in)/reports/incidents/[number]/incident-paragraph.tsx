import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { formatClock, formatDate, formatDuration, formatMillis } from '../../../../../lib/i18n/format.ts'
import type { AnyCheckId } from '../../../../../lib/probes/check-catalogue.ts'
import type { IncidentDetail } from '../../../../../lib/incidents/incident-views.ts'

/** The incident in a paragraph that can be read aloud: from the records, then what the reviewer made of it. */
export function IncidentParagraph({ incident }: { incident: IncidentDetail }) {
  const sentences = useSentences(incident)
  const { review } = incident

  return (
    <div className="flex max-w-[80ch] flex-col gap-1.5 text-lead">
      <p className="text-text-2">{sentences.filter(Boolean).join(' ')}</p>
      {review && review.summary !== '' && <p className="wrap-anywhere whitespace-pre-line">{review.summary}</p>}
    </div>
  )
}

function useSentences({ kind, isOver, openedAt, figures, about, block, blocked, listed, probe, ownDomain }: IncidentDetail): string[] {
  const t = useTranslations('reports.review.paragraph')
  const checks = useTranslations('probes.check')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const time = formatDuration(figures.durationMs / 1000, language)
  const from = `${formatDate(openedAt, language, zone)}, ${formatClock(openedAt, language, zone, true)}`
  if (kind === 'silent-host') return [isOver ? t('silentOver', { host: about[0] ?? '', time }) : t('silentOpen', { host: about[0] ?? '', from })]

  if (listed) {
    const { target, hosts, lists, opinions, standing } = listed
    const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(lists.map(({ name }) => name))
    return [
      isOver ? t('over', { time }) : t('open', { from }),
      t('listed', { target, host: hosts[0] ?? '', where: hosts.length === 0 ? 'none' : 'host', lists: names, count: lists.length, is: standing > 0 ? 'is' : 'was' }),
      opinions < lists.length ? t('listedOpinions', { count: opinions }) : '',
      t('listedReason', { told: lists.some(({ text, meaning }) => text !== null || (meaning !== null && meaning !== 'listed')) ? 'yes' : 'no' }),
    ]
  }

  if (ownDomain) return [isOver ? t('over', { time }) : t('open', { from }), t('ownDomain', { domain: ownDomain.domain, check: ownDomain.check.toUpperCase() })]
  if (probe) {
    const fails = checks(`${probe.check as AnyCheckId}.fails`)
    return [isOver ? t('over', { time }) : t('open', { from }), t('probe', { fails, hosts: probe.hosts, kind: probe.hostKind }), isOver ? t('probeOver') : t('probeNow', { count: probe.failing })]
  }
  if (block) {
    const { name: receiver, hosts, worst, softAt, hardAt } = block
    const { refused = 0, deferred = 0 } = blocked?.trend.total ?? {}
    const isSoftFirst = softAt !== null && hardAt !== null && softAt < hardAt
    return [
      isOver ? t('over', { time }) : t('open', { from }),
      t('block', { receiver, hosts, worst }),
      t('blockFigures', { refused, deferred }),
      isSoftFirst ? t('blockSoft', { time: formatDuration((Date.parse(hardAt) - Date.parse(softAt)) / 1000, language) }) : '',
    ]
  }

  const { untilLockedMs, untilToldMs, mailsAccepted, mailsLeft, mailsQuarantined, relapses } = figures
  return [
    isOver ? t('over', { time }) : t('open', { from }),
    t('burst', { accepted: mailsAccepted, left: mailsLeft, speed: untilLockedMs === null ? 'unknown' : 'known', locked: untilLockedMs === null ? '' : formatMillis(untilLockedMs, language) }),
    t('taken', { taken: mailsQuarantined }),
    t('told', { told: untilToldMs === null ? 'unknown' : 'known', time: untilToldMs === null ? '' : formatMillis(untilToldMs, language) }),
    t('relapses', { count: relapses }),
  ]
}
