import { readFileSync } from 'node:fs'
import type { QueueFiles } from './queue-files.ts'

/**
 * The bounce that qmail-send makes (qmail-send.c, injectbounce): empty sender, to the sender; a bounce of a bounce
 * from `#@[]` to postmaster; a third one is dropped. Null: nothing is to be sent.
 */
export function bounceMessage(files: QueueFiles, id: string, hostName: string, at: Date): { sender: string; recipient: string; text: string } | null {
  const sender = files.senderOf(id)
  const reports = files.bounceText(id)
  if (reports === null || sender === '#@[]') return null

  const isDouble = sender === ''
  const recipient = isDouble ? `postmaster@${hostName}` : sender
  const original = readFileSync(files.messOf(id), 'utf8')
  const text = [
    `Date: ${at.toUTCString().replace('GMT', '-0000')}`,
    `From: MAILER-DAEMON@${hostName}`,
    `To: ${recipient}`,
    `Subject: ${isDouble ? 'failure notice' : 'failure notice'}`,
    '',
    `Hi. This is the qmail-send program at ${hostName}.`,
    isDouble ? "I tried to deliver a bounce message to this address, but the bounce bounced!" : "I'm afraid I wasn't able to deliver your message to the following addresses.",
    ...(isDouble ? [] : ["This is a permanent error; I've given up. Sorry it didn't work out."]),
    '',
    `${reports.trimEnd()}`,
    '',
    isDouble ? '--- Below this line is the original bounce.' : '--- Below this line is a copy of the message.',
    '',
    `Return-Path: <${sender}>`,
    original,
  ].join('\n')
  return { sender: isDouble ? '#@[]' : '', recipient, text }
}
