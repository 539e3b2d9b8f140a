import type { SmtpSink, SunkMessage } from '../lab/smtp-sink.ts'
import { waitUntil } from '../../lib/demo/wait-until.ts'

export type ReceivedNotice = { to: string[]; messageId: string; text: string; link: string | null; questions: number[] }

/** Waits for the n-th notice (from 1) that the SMTP server was given, and reads it as a mail program would. */
export async function waitForNotice(sink: SmtpSink, nth: number, withinMs = 20_000): Promise<ReceivedNotice> {
  const message = await waitUntil(`notice ${nth} arrives`, () => sink.messages[nth - 1], { withinMs, everyMs: 50 })
  return readNotice(message)
}

function readNotice({ raw, to }: SunkMessage): ReceivedNotice {
  const [head = '', ...rest] = raw.toString('latin1').split('\r\n\r\n')
  const text = decodeBody(head, rest.join('\r\n\r\n'))
  return {
    to,
    messageId: /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '',
    text,
    link: /https?:\/\/\S+\/portal\/link\/\S+/.exec(text)?.[0] ?? null,
    questions: [...text.matchAll(/^\s*([123])[.)] /gm)].map((match) => Number(match[1])),
  }
}

function decodeBody(head: string, body: string): string {
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8')
  const bytes = body.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
