import 'server-only'
import { cache } from 'react'
import { webDb } from '../access/web-desk.ts'
import { readIsDemo } from './demo-setting-records.ts'
import { readDesk } from './desk-records.ts'
import type { DeskSetting } from './desk.ts'

/** What everybody may know of the provider, signed in or not. */
export type DeskForVisitor = Pick<DeskSetting, 'providerName' | 'phone' | 'phoneHours' | 'abuseAddress' | 'timeZone'> & { isDemo: boolean }

/** Name, phone and abuse address of the provider, and whether this is a demo platform. One query per request. */
export const deskForVisitor = cache(async (): Promise<DeskForVisitor> => {
  const db = webDb()
  const [desk, isDemo] = await Promise.all([readDesk(db), readIsDemo(db)])
  const { providerName, phone, phoneHours, abuseAddress, timeZone } = desk
  return { providerName, phone, phoneHours, abuseAddress, timeZone, isDemo }
})
