import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import { NoticeBox } from '../../../../components/ui/notice-box.tsx'
import { StateWord } from '../../../../components/ui/state-word.tsx'
import { Time } from '../../../../components/ui/time.tsx'
import type { Viewer } from '../../../../lib/access/viewer.ts'
import { webDb } from '../../../../lib/access/web-desk.ts'
import { getAuditVerdict, type AuditPage } from '../../../../lib/audit/audit-views.ts'

const FAULTS_SHOWN = 10

/** Whether anybody altered, removed or slipped in a row since it was sealed, and how many wait for their seal. */
export async function ChainState({ viewer, chain, isAsked }: { viewer: Viewer; chain: AuditPage['chain']; isAsked: boolean }) {
  const t = await getTranslations('admin.audit.chain')
  const verdict = await getAuditVerdict(webDb(), viewer, isAsked)

  return (
    <section aria-label={t('label')} className="mb-3 flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {verdict === null && <StateWord tone="unk">{t('long', { rows: chain.sealed })}</StateWord>}
        {verdict?.isWhole && <StateWord tone="ok">{t('whole', { rows: verdict.rows })}</StateWord>}
        {verdict && !verdict.isWhole && <StateWord tone="bad">{t('broken', { count: verdict.faults.length })}</StateWord>}
        <span className={chain.unsealed > 0 ? 'text-wait' : 'text-text-2'}>{t('unsealed', { count: chain.unsealed })}</span>
        {chain.lastSealedAt && (
          <span className="text-label text-text-3">
            {t('last')} <Time at={chain.lastSealedAt} />
          </span>
        )}
        {verdict === null && <LinkButton size="small" href="/admin/audit?verify=1" prefetch={false}>{t('verify')}</LinkButton>}
      </p>
      {verdict?.faults.slice(0, FAULTS_SHOWN).map(({ auditId, fault }) => (
        <NoticeBox key={`${auditId} ${fault}`} tone="bad" title={t('act', { id: auditId })}>
          {t(`fault.${fault}`)}
        </NoticeBox>
      ))}
    </section>
  )
}

/** While the chain is being read. */
export function ReadingChain() {
  return <p role="status" className="mb-3 text-text-3">{useTranslations('admin.audit.chain')('reading')}</p>
}
