import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { SoftwareWords } from '../../../../components/hosts/software-words.tsx'
import { Card } from '../../../../components/ui/card.tsx'
import { Cell, DataTable, HeadCell, Row, TableBody, TableHead } from '../../../../components/ui/data-table.tsx'
import { MonoCut } from '../../../../components/ui/mono-cut.tsx'
import type { Tone } from '../../../../components/ui/state-shape.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { HostForAdmin } from '../../../../lib/hosts/host-admin-views.ts'
import { formatDayClock } from '../../../../lib/i18n/format.ts'
import { HostActs } from './host-acts.tsx'

const TONE: Record<HostForAdmin['state'], Tone> = { joining: 'wait', silent: 'unk', heard: 'ok', revoked: 'few' }

/** Hosts as they are set up; nothing of their mail. */
export function HostTable({ hosts }: { hosts: HostForAdmin[] }) {
  const t = useTranslations('admin.hosts')
  const language = useLocale()
  const zone = useTimeZone() ?? 'UTC'
  const now = useNow()
  const columns = ['name', 'state', 'kind', 'site', 'url', 'certificate', 'heard', 'acts'] as const

  return (
    <Card className="overflow-clip">
      <DataTable label={t('title')}>
        <TableHead>
          {columns.map((name) => (
            <HeadCell key={name}>{name === 'acts' ? <span className="sr-only">{t('column.acts')}</span> : t(`column.${name}`)}</HeadCell>
          ))}
        </TableHead>
        <TableBody>
          {hosts.map((host) => (
            <Row key={host.name}>
              <Cell isRowHead className="font-strong"><MonoCut text={host.name} max={32} className="md:whitespace-nowrap" /></Cell>
              <Cell label={t('column.state')}><StateWord tone={TONE[host.state]}>{t(`state.${host.state}`)}</StateWord></Cell>
              <Cell label={t('column.kind')}>
                {host.kind} <span className="text-text-3"><SoftwareWords host={host} isBesideKind /></span>
              </Cell>
              <Cell label={t('column.site')} className="text-text-2">{host.site || t('noSite')}</Cell>
              <Cell label={t('column.url')}><MonoCut text={host.agentUrl} max={34} className="text-text-2 md:whitespace-nowrap" /></Cell>
              <Cell label={t('column.certificate')} className="figures text-text-2">{host.certificateEndsAt ? formatDayClock(host.certificateEndsAt, now, language, zone) : '–'}</Cell>
              <Cell label={t('column.heard')} className="text-text-2">{host.lastReadAt ? <Time at={host.lastReadAt} isFocusable={false} /> : t('never')}</Cell>
              <Cell className="md:text-right"><HostActs name={host.name} state={host.state} /></Cell>
            </Row>
          ))}
        </TableBody>
      </DataTable>
    </Card>
  )
}
