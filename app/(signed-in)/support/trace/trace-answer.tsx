'use client'

import { useMemo, useState } from 'react'
import { useTrace } from '../../../../components/traces/use-trace.ts'
import { joinMessages } from '../../../../lib/traces/join-messages.ts'
import type { TraceAddress, TraceQuestion } from '../../../../lib/traces/trace.ts'
import { PathList } from './path-list.tsx'
import { NothingFound } from './nothing-found.tsx'
import { SearchState } from './search-state.tsx'

type TraceAnswerProps = { question: TraceQuestion; address: TraceAddress }

/** The answer to one question. Another question, or the same asked anew, begins from nothing. */
export function TraceAnswer({ question, address }: TraceAnswerProps) {
  const [round, setRound] = useState(1)

  return <OneAnswer key={`${round} ${JSON.stringify(question)}`} question={question} address={address} askAgain={() => setRound(round + 1)} />
}

function OneAnswer({ question, address, askAgain }: TraceAnswerProps & { askAgain: () => void }) {
  const { progress, stop } = useTrace(question)
  const paths = useMemo(() => joinMessages(progress.messages), [progress.messages])

  return (
    <>
      <SearchState progress={progress} found={paths.length} address={address} onStop={stop} onAskAgain={askAgain} />
      {paths.length > 0 && <PathList paths={paths} />}
      {paths.length === 0 && progress.status === 'done' && <NothingFound progress={progress} question={question} />}
    </>
  )
}
