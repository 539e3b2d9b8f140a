'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { PORTAL_LINK_MARK, type Language, type NoticeInput, type NoticeText } from '../../../../../lib/notices/notice.ts'
import { readNotice } from './actions.ts'

const QUIET_MS = 400

type Preview = NoticeText & { to: string[] }

/** The exact text that will be sent, read anew when something in it changes. */
export function NoticePreview(input: NoticeInput & { language?: Language }) {
  const t = useTranslations('tickets.dialog')
  const [found, setFound] = useState<{ preview: Preview | null; message: string }>({ preview: null, message: '' })
  const asked = JSON.stringify(input)

  useEffect(() => {
    let isOver = false
    const timer = setTimeout(async () => {
      const result = await readNotice(JSON.parse(asked))
      if (!isOver) setFound(result.ok ? { preview: result.data, message: '' } : { preview: null, message: result.message })
    }, QUIET_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [asked])

  return (
    <section aria-label={t('preview')} className="rounded-control bg-sunken px-3 py-2">
      {found.preview ? (
        <>
          <p className="text-label text-text-2">{t('previewTo', { to: found.preview.to.join(', ') })}</p>
          <p className="font-strong">{found.preview.subject}</p>
          <pre tabIndex={0} className="mono mt-1 max-h-56 overflow-y-auto leading-[1.125rem] wrap-anywhere whitespace-pre-wrap text-text-2">
            {found.preview.text.replaceAll(PORTAL_LINK_MARK, `[${t('previewLink')}]`)}
          </pre>
        </>
      ) : (
        <p className={found.message ? 'text-bad' : 'text-text-2'}>{found.message || t('previewLoading')}</p>
      )}
    </section>
  )
}
