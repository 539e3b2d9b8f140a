'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { Quote } from '../../../../components/ui/card.tsx'
import { CopyButton } from '../../../../components/ui/copy-button.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { SidePanel } from '../../../../components/ui/side-panel.tsx'
import { StateShape } from '../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { useTickingNow } from '../../../../components/ui/use-ticking-now.ts'
import { formatClock, formatDate, formatDayClock } from '../../../../lib/i18n/format.ts'
import type { AnyCheckId } from '../../../../lib/probes/check-catalogue.ts'
import type { CellState } from '../../../../lib/probes/fleet.ts'
import { WORKER } from '../../../../lib/probes/host-check.ts'
import { probesHref, type ProbeQuery } from '../../../../lib/probes/probe-query.ts'
import type { CheckPage, LookForPage, PlaceForPage } from '../../../../lib/probes/probe-views.ts'
import { sayConfigured, sayCure, sayLook } from '../../../../lib/probes/say-look.ts'
import { AcknowledgeCheck, WorkAgain } from './acknowledge-check.tsx'
import { CELL_TONE } from './cell-tone.ts'
import { ProbeNow } from './probe-now.tsx'

/** One check of one host: what was seen where and from where, what to do about it, what was before. */
export function CheckPanel({ page, query }: { page: CheckPage; query: ProbeQuery }) {
  const t = useTranslations('probes')
  const router = useRouter()
  const { host, check, acknowledged, incident, isFailing } = page
  const close = () => router.push(probesHref(query, { host: null, check: null }), { scroll: false })
  const isRoundTrip = page.places.some(({ source }) => source === 'round-trip')
  const isKnown = acknowledged !== null && !acknowledged.isOver

  return (
    <SidePanel
      isOpen
      onClose={close}
      title={<><span className="mono">{host.name}</span> · {t(`check.${check as AnyCheckId}.short`)}</>}
      about={<StateLine page={page} isKnown={isKnown} />}
      footer={
        <>
          {host.isProbed && !isRoundTrip && <ProbeNow host={host.name} isAsked={host.isAsked} kind={isFailing ? 'primary' : 'secondary'} />}
          {isFailing && !isKnown && <AcknowledgeCheck host={host.name} check={check} name={t(`check.${check as AnyCheckId}.short`)} />}
          {isKnown && <WorkAgain host={host.name} check={check} />}
          <LinkButton href={`/support/hosts/${encodeURIComponent(host.name)}`}>{t('panel.toHost')}</LinkButton>
        </>
      }
    >
      {isFailing && <p className="font-strong">{host.name} {t(`check.${check as AnyCheckId}.fails`)}.</p>}
      {acknowledged && <Known acknowledged={acknowledged} />}
      {incident && <p><Link href={`/support/incidents/${incident.number}`} className="text-accent hover:underline">{t(incident.isOpen ? 'panel.incident' : 'panel.incidentOver', { number: incident.number })}</Link></p>}
      {page.places.map((place) => <PlacePart key={`${place.source} ${place.place}`} place={place} />)}
      {page.explained.length > 0 && (
        <section className="flex flex-col gap-3">
          <h3 className="text-section">{t('panel.explained')}</h3>
          {page.explained.map((place) => <PlacePart key={`${place.check} ${place.place}`} place={place} />)}
        </section>
      )}
      <History history={page.history} />
    </SidePanel>
  )
}

function StateLine({ page, isKnown }: { page: CheckPage; isKnown: boolean }) {
  const t = useTranslations('probes')
  const at = useMoment()
  const state: CellState = !page.isFailing ? (page.state === 'unknown' ? 'unknown' : 'pass') : isKnown ? 'known' : page.state === 'unknown' ? 'failing-unseen' : page.harm === 'now' ? 'fail' : 'later'
  return <StateWord tone={CELL_TONE[state]}>{page.since === null ? t(`state.${state}`) : t('panel.since', { state: t(`state.${state}`), at: at(page.since) })}</StateWord>
}

function Known({ acknowledged: { by, at, reason, until, isOver } }: { acknowledged: NonNullable<CheckPage['acknowledged']> }) {
  const t = useTranslations('probes.panel')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const moment = useMoment()
  return (
    <NoticeBox tone={isOver ? 'unk' : 'hold'} title={t('known', { reason })}>
      {t('knownBy', { by, at: moment(at), until: until === null ? 'none' : formatDate(until, language, zone) })}{isOver && ` · ${t('knownOver')}`}
    </NoticeBox>
  )
}

/** What was seen at one address and port, or in one file: from where, when, the lines as they came, and the cure. */
function PlacePart({ place }: { place: PlaceForPage }) {
  const t = useTranslations('probes.panel')
  const { looks, disagreement, port, source } = place
  const name = (from: string) => (from === WORKER ? t('desk') : from)
  // One cure is enough, however many see the same.
  const first = looks.find(({ state, isFresh }) => state === 'fail' && isFresh) ?? looks.find(({ state }) => state === 'fail')

  return (
    <section className="flex flex-col gap-2 border-t border-line pt-3 first-of-type:border-t-0 first-of-type:pt-0">
      <h3 className="flex flex-wrap items-baseline gap-x-2">
        {source === 'probe' && port !== null && <span className="text-section">{t('place', { port })}</span>}
        <span className="mono wrap-anywhere text-text-2">{place.place}</span>
      </h3>
      {disagreement && <NoticeBox tone="wait" title={t('disagree', { passes: disagreement.passes.map(name).join(', '), fails: disagreement.fails.map(name).join(', ') })} />}
      {looks.map((look, index) => <LookPart key={`${look.from} ${index}`} look={look} isConfiguration={source === 'configuration'} isFirst={look === first} />)}
    </section>
  )
}

const LOOK_TONE = { pass: 'ok', fail: 'bad', unknown: 'unk' } as const

function LookPart({ look, isConfiguration, isFirst }: { look: LookForPage; isConfiguration: boolean; isFirst: boolean }) {
  const t = useTranslations('probes.panel')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const said = isConfiguration ? sayConfigured(look, language) : { ...sayLook(look, language), cure: isFirst ? sayCure(look, language) : null, source: look.source, rewrittenBy: look.rewrittenBy }
  const { lines, cure, source, rewrittenBy } = said
  const found = said.found ?? (look.state === 'pass' ? t('passing') : t('notSeen'))

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <StateShape tone={LOOK_TONE[look.state]} size={10} className="translate-y-px" />
        <span className={look.isFresh ? undefined : 'text-text-3'}>{found}</span>
        <span className="ml-auto text-label text-text-2">
          {isConfiguration ? (look.line !== null && t('line', { line: look.line })) : look.from === WORKER ? t('from.worker') : t('fromHost', { host: look.from })} · <time dateTime={look.at} className="figures">{formatClock(look.at, language, zone)}</time>
          {!look.isFresh && ` · ${t('old')}`}
        </span>
      </div>
      {lines !== '' && <Quote>{lines}</Quote>}
      {cure !== null && (
        <div className="flex flex-col gap-1">
          <div className="flex items-center gap-2"><h4 className="font-strong">{t('cure')}</h4><CopyButton text={cure} what={t('cureText')} /></div>
          <p className="wrap-anywhere whitespace-pre-wrap">{cure}</p>
        </div>
      )}
      {rewrittenBy && <p className="text-wait">{t('rewritten', { by: rewrittenBy })}</p>}
      {source && <p className="text-label wrap-anywhere text-text-2">{t('source', { source })}</p>}
    </div>
  )
}

function History({ history }: { history: CheckPage['history'] }) {
  const t = useTranslations('probes.panel')
  const at = useMoment()
  return (
    <section>
      <h3 className="mb-1 text-section">{t('history')}</h3>
      {history.length === 0 && <p className="text-text-2">{t('historyNone')}</p>}
      <ul className="flex flex-col gap-1">
        {history.map((turn) => (
          <li key={turn.id} className="flex gap-2">
            <span className="figures w-24 shrink-0 text-text-2">{at(turn.at)}</span>
            <span className="min-w-0 wrap-anywhere">{isTurn(turn.to) ? t(`turn.${turn.to}`, { reason: turn.reason }) : turn.to} <span className="mono text-label text-text-3">{turn.place}</span>{turn.by !== '' && <span className="text-label text-text-2"> · {turn.by}</span>}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const TURNS = ['pass', 'fail', 'unknown', 'acknowledged', 'reopened'] as const
function isTurn(to: string): to is (typeof TURNS)[number] {
  return TURNS.some((one) => one === to)
}

function useMoment(): (time: string) => string {
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useTickingNow()
  return (time) => formatDayClock(time, now, language, zone)
}
