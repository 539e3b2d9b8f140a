import { useTranslations } from 'next-intl'
import { buttonLook } from '../../../../../components/ui/button-look.ts'
import { Card } from '../../../../../components/ui/card.tsx'
import { Select } from '../../../../../components/ui/field.tsx'
import type { Choice, NewRequest } from '../../../../../lib/delisting-requests/new-request-views.ts'

/** Whom to ask: two plain forms that lead on; those that are in our way now stand first. */
export function ChooseAddressee({ begun: { lists, receivers, targets, incident } }: { begun: Extract<NewRequest, { step: 'choose' }> }) {
  const t = useTranslations('requests.new')
  const kept = [...targets.map((target) => ['target', target] as const), ...(incident === null ? [] : [['incident', String(incident)] as const])]

  return (
    <div className="grid max-w-200 gap-4 md:grid-cols-2">
      {([['list', lists], ['receiver', receivers]] as const).map(([name, choices]) => (
        <Card key={name}>
          <form method="get" action="/support/requests/new" className="flex flex-col gap-3 p-4">
            {kept.map(([key, value]) => <input key={`${key} ${value}`} type="hidden" name={key} value={value} />)}
            <Select name={name} label={t(`choose.${name}`)} hint={t('choose.hint')}>
              <Options choices={choices} />
            </Select>
            <button type="submit" className={buttonLook('secondary', 'normal', 'self-start')}>{t('choose.do')}</button>
          </form>
        </Card>
      ))}
    </div>
  )
}

function Options({ choices }: { choices: Choice[] }) {
  const t = useTranslations('requests.new')
  const now = choices.filter(({ isInTrouble }) => isInTrouble)
  const options = (of: Choice[]) => of.map(({ id, name }) => <option key={id} value={id}>{name}</option>)

  return (
    <>
      {now.length > 0 && <optgroup label={t('choose.now')}>{options(now)}</optgroup>}
      <optgroup label={t('choose.others')}>{options(choices.filter(({ isInTrouble }) => !isInTrouble))}</optgroup>
    </>
  )
}
