'use client'

import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'

/** The one button; pressed, it stays pressed until the answer is here, so nobody signs in twice. */
export function SubmitSignIn({ words }: { words: string }) {
  const [isSent, setSent] = useState(false)

  return (
    <Button
      type="submit"
      kind="primary"
      size="login"
      shortcut={{ shown: '↵', aria: 'Enter' }}
      aria-busy={isSent || undefined}
      onClick={(event) => {
        if (isSent) event.preventDefault()
        else if (event.currentTarget.form?.checkValidity()) setSent(true)
      }}
    >
      {words}
    </Button>
  )
}
