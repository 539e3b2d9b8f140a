'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { Button } from '../../../../components/ui/button.tsx'
import { Dialog } from '../../../../components/ui/dialog.tsx'
import { Field, Select } from '../../../../components/ui/field.tsx'
import { FormMessage } from '../../../../components/ui/form-message.tsx'
import { useAct } from '../../../../components/ui/use-act.ts'
import { addNewHost } from './actions.ts'
import { TokenOnce, type NewToken } from './token-once.tsx'

const KINDS = ['postfix', 'qmail', 'exim'] as const

/** Adds a host; the answer is its token, with what to do with it. */
export function AddHost() {
  const t = useTranslations('admin.hosts')
  const [isOpen, setOpen] = useState(false)
  const [token, setToken] = useState<NewToken | null>(null)
  const close = () => {
    setOpen(false)
    setToken(null)
  }

  return (
    <>
      <Button kind="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      {isOpen && !token && (
        <Dialog isOpen isWide onClose={close} title={t('addTitle')} about={t('addAbout')}>
          <AddHostForm onAdded={setToken} onClose={close} />
        </Dialog>
      )}
      {token && <TokenOnce token={token} onClose={close} />}
    </>
  )
}

function AddHostForm({ onAdded, onClose }: { onAdded: (token: NewToken) => void; onClose: () => void }) {
  const t = useTranslations('admin.hosts')
  const ui = useTranslations('ui')
  const act = useAct(addNewHost, ui('noAnswer'))

  function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const ips = text('ips').split(/[\s,;]+/).filter((ip) => ip !== '')
    act.run({ name: text('name'), kind: text('kind'), agentUrl: text('agentUrl'), site: text('site'), ips }, onAdded)
  }

  return (
    <form className="flex flex-col gap-3" onSubmit={add}>
      <div className="grid gap-3 md:grid-cols-2">
        <Field label={t('field.name')} hint={t('field.nameHint')} name="name" required maxLength={253} autoComplete="off" spellCheck={false} error={act.fields['name']} />
        <Select label={t('field.kind')} name="kind" error={act.fields['kind']}>
          {KINDS.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </Select>
        <Field label={t('field.url')} hint={t('field.urlHint')} name="agentUrl" type="url" required placeholder="https://" autoComplete="off" error={act.fields['agentUrl']} className="md:col-span-2" />
        <Field label={t('field.site')} name="site" maxLength={100} autoComplete="off" error={act.fields['site']} />
        <Field label={t('field.ips')} hint={t('field.ipsHint')} name="ips" autoComplete="off" spellCheck={false} error={Object.entries(act.fields).find(([name]) => name.startsWith('ips'))?.[1]} />
      </div>
      <FormMessage message={act.message} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" isPending={act.isPending}>
          {t('doAdd')}
        </Button>
        <Button onClick={onClose}>{ui('cancel')}</Button>
      </div>
    </form>
  )
}
