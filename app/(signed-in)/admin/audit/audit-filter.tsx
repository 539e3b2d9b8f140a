import { useTranslations } from 'next-intl'
import { Button } from '../../../../components/ui/button.tsx'
import { Field, Select } from '../../../../components/ui/field.tsx'
import { LinkButton } from '../../../../components/ui/link-button.tsx'
import type { AuditAddress } from '../../../../lib/audit/audit-address.ts'

/** A plain form: what is asked for stands in the address. */
export function AuditFilter({ address, actions }: { address: AuditAddress; actions: string[] }) {
  const t = useTranslations('admin.audit.filter')
  const isFiltered = Boolean(address.who ?? address.action ?? address.subject)

  return (
    <form key={JSON.stringify(address)} action="/admin/audit" className="mb-3 flex flex-wrap items-center gap-2">
      <Field label={t('who')} isLabelHidden name="who" placeholder={t('who')} defaultValue={address.who ?? ''} maxLength={100} />
      <Select label={t('action')} isLabelHidden name="action" defaultValue={address.action ?? ''}>
        <option value="">{t('any')}</option>
        {actions.map((action) => (
          <option key={action}>{action}</option>
        ))}
      </Select>
      <Field label={t('subject')} isLabelHidden name="subject" placeholder={t('subject')} defaultValue={address.subject ?? ''} maxLength={200} className="min-w-40 flex-1" />
      <Button type="submit">{t('do')}</Button>
      {isFiltered && <LinkButton kind="quiet" href="/admin/audit">{t('all')}</LinkButton>}
    </form>
  )
}
