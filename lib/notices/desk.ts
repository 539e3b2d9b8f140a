import * as z from 'zod'

/** Who the provider is to his customers: what notices, the portal and the door's refusal name. */
export const deskSetting = z.strictObject({
  providerName: z.string().trim().min(1).max(100),
  phone: z.string().trim().max(50),
  phoneHours: z.strictObject({ de: z.string().trim().max(100), en: z.string().trim().max(100) }),
  abuseAddress: z.email(),
  /** Sender of notices; their bounces come back to it. */
  noticeAddress: z.email(),
  /** Where answers by mail go: a mailbox that people read. */
  replyAddress: z.email(),
  // A zone that nobody knows would break every time on every page.
  timeZone: z.string().max(50).refine(isTimeZone),
})
export type DeskSetting = z.infer<typeof deskSetting>

/** A fresh desk, until an admin has said who he is. The domain is one that nobody can own (RFC 2606). */
export const DEFAULT_DESK: DeskSetting = {
  providerName: 'Muster Hosting',
  phone: '030 23125 014',
  phoneHours: { de: 'Mo bis Fr 8 bis 20 Uhr', en: 'Mon to Fri 8:00 to 20:00' },
  abuseAddress: 'abuse@muster-hosting.example',
  noticeAddress: 'notices@muster-hosting.example',
  replyAddress: 'abuse@muster-hosting.example',
  timeZone: 'Europe/Berlin',
}

/** Whether times can be written in this zone: a name of the tz database such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // RangeError is how Intl says that it knows no such zone.
    return false
  }
}
