'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from './icon-button.tsx'

/** Copies `text` with one click. `what` names it for screen readers: "address", "queue id". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useTranslations('ui')
  const [isCopied, setCopied] = useState(false)

  async function copy() {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }

  return (
    <IconButton label={isCopied ? t('copied') : t('copy', { what })} className="size-6" onClick={copy} onBlur={() => setCopied(false)} onPointerLeave={() => setCopied(false)}>
      {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  )
}
