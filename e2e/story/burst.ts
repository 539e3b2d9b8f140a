import { submitMail } from '../../lib/demo/smtp/submit-mail.ts'
import type { Mail, Submission } from '../../lib/demo/smtp/smtp-session.ts'
import type { PostfixLab } from '../lab/postfix-instance.ts'
import { PASSWORD } from './mail-platform.ts'

/** Stands in the body and the subject of every spam mail: found anywhere at the desk, mail has leaked. */
export const BODY_MARK = 'body-mark-7d1c4e90'
export const SUBJECT_MARK = 'subject-mark-5ab2f318'

/** One spam mail with a forged sender; every tenth goes to an address that does not exist as well, so that the host bounces. */
export function spamMail(n: number, domain = 'dead.example'): Mail {
  const to = [`target${n}@${domain}`, ...(n % 10 === 0 ? [`gone${n}@nobody.example`] : [])]
  const head = [`From: "Bank" <service${n % 37}@victim.example>`, `To: <${to[0]}>`, `Subject: ${SUBJECT_MARK} ${n}`, `Message-ID: <spam-${n}@cracked.example>`]
  return { from: `service${n % 37}@victim.example`, to, raw: [...head, '', `${BODY_MARK} buy now, number ${n}`, '.with a dot'].join('\r\n') }
}

/** An honest mail of a customer. */
export function honestMail(n: number, from: string, to = `friend${n}@world.example`): Mail {
  const date = 'Tue, 24 Nov 2026 13:27:00 +0100'
  const head = [`From: <${from}>`, `To: <${to}>`, `Date: ${date}`, `Subject: Angebot ${n}`, `Message-ID: <honest-${n}-${from}>`]
  return { from, to: [to], raw: [...head, '', `Guten Tag, Nummer ${n}.`, '.Punkt am Anfang', 'Umlaut: \u00fc'].join('\r\n') }
}

export type Answered = Submission & { at: number }

/** Sends `count` mails of one account as fast as `sessions` go; answers what was said and when (ms since 1970). */
export async function sendBurst(to: PostfixLab, account: string, mails: Mail[], sessions = 12): Promise<Answered[]> {
  const answers: Answered[] = []
  await submitMail({
    port: to.submissionPort, account, password: PASSWORD, mails, sessions,
    onAnswer: (answer) => answers.push({ ...answer, at: Date.now() }),
  })
  return answers
}

/** Postfix's queue id out of `250 2.0.0 Ok: queued as ID`. */
export function queuedAs(answer: Submission): string {
  return /queued as (\S+)/.exec(answer.reply.text)?.[1] ?? ''
}

/** What lies in the queue of a host: id and queue name (postqueue(1) -j). */
export async function listQueue(host: PostfixLab): Promise<{ id: string; place: string; sender: string }[]> {
  const text = await host.tool('postqueue', ['-j'])
  return text.split('\n').filter((line) => line !== '').map((line) => {
    const { queue_id: id, queue_name: place, sender } = JSON.parse(line) as { queue_id: string; queue_name: string; sender: string }
    return { id, place, sender }
  })
}
