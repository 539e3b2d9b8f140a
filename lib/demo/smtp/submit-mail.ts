import { openSmtpSession, type Mail, type SmtpServerAt, type Submission } from './smtp-session.ts'

export type SubmitPlan = SmtpServerAt & {
  account: string
  password: string
  mails: Iterable<Mail>
  sessions: number
  /** Ends the sending after the mail at hand; what was not sent is not in the answer. */
  signal?: AbortSignal
  /** Called at each answer, in the order they come. */
  onAnswer?(submission: Submission): void
}

/** Sends mails over several sessions at once, each going on with the next mail as soon as one is answered. */
export async function submitMail({ port, host, client, account, password, mails, sessions, signal, onAnswer }: SubmitPlan): Promise<Submission[]> {
  const answers: Submission[] = []
  const rest = mails[Symbol.iterator]()
  const work = async () => {
    const session = await openSmtpSession({ port, host, client }, { account, password })
    try {
      for (let next = rest.next(); !next.done && !signal?.aborted; next = rest.next()) {
        const answer = await session.send(next.value)
        answers.push(answer)
        onAnswer?.(answer)
      }
    } finally {
      session.close()
    }
  }
  await Promise.all(Array.from({ length: sessions }, work))
  return answers
}

/** A small mail with CRLF lines. `n` makes it one of a kind; `lines` of text make its body. */
export function makeMail(n: number, envelope: { from: string; to: string[] }, lines = 3): Mail {
  const body = Array.from({ length: lines }, (_, line) => `Line ${line} of mail ${n}, with a dot to stuff:\r\n.${line}`)
  const head = [`From: <${envelope.from}>`, `To: ${envelope.to.map((address) => `<${address}>`).join(', ')}`, `Subject: mail ${n}`, `Message-ID: <${n}@client.example>`]
  return { ...envelope, raw: [...head, '', ...body].join('\r\n') }
}
