'use client'

import { useState, useTransition } from 'react'

/** What an action answers, see lib/access/action-result.ts. */
export type ActResult<Data> = { ok: true; data: Data } | { ok: false; message: string; fields?: Record<string, string> }

type UseAct<Input, Data> = {
  run: (input: Input, onDone?: (data: Data) => void) => void
  isPending: boolean
  /** Why it was not done, in words; empty after a success. Belongs into an aria-live line. */
  message: string
  fields: Record<string, string>
}

/**
 * Runs an action from a click: pending while it runs, the reason kept when it was refused. `broken` are the words for
 * a call that never arrived (no network): nothing is known then, so they must not say that nothing was done.
 */
export function useAct<Input, Data>(act: (input: Input) => Promise<ActResult<Data>>, broken: string): UseAct<Input, Data> {
  const [isPending, start] = useTransition()
  const [refusal, setRefusal] = useState<{ message: string; fields: Record<string, string> }>({ message: '', fields: {} })

  function run(input: Input, onDone?: (data: Data) => void) {
    start(async () => {
      const result = await act(input).catch((): ActResult<Data> => ({ ok: false, message: broken }))
      setRefusal(result.ok ? { message: '', fields: {} } : { message: result.message, fields: result.fields ?? {} })
      if (result.ok) onDone?.(result.data)
    })
  }

  return { run, isPending, ...refusal }
}
