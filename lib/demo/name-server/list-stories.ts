import type { Calendar } from '../past/moved-clock.ts'

/** What a list of the demo says about an address, from when to when. */
export type ListStory = { list: string; ip: string; codes: string[]; text: string | null; from: Date; to: Date | null }

/** A list, by a part of its zone, that keeps silent. */
export type ListSilence = { zone: string; from: Date; to: Date | null }

export type ListStories = { listings: ListStory[]; silences: ListSilence[] }

/** The provider's four weeks on the blocklists: one listing that is over and explains itself, two that stand, an answer that is none, a list that is silent. */
export function listStories({ day, minutesAgo }: Pick<Calendar, 'day' | 'minutesAgo'>): ListStories {
  return {
    listings: [
      // After the customer who sent to bought addresses through alt3.
      { list: 'psbl', ip: '198.51.100.23', codes: ['127.0.0.2'], text: 'Listed in PSBL, see http://psbl.org/listing?ip=198.51.100.23', from: day(12, '15:10'), to: day(10, '16:00') },
      { list: 'spamcop', ip: '198.51.100.23', codes: ['127.0.0.2'], text: 'Blocked - see https://www.spamcop.net/bl.shtml?198.51.100.23', from: day(3, '06:35'), to: null },
      // Says nothing at all.
      { list: 'barracuda', ip: '198.51.100.27', codes: ['127.0.0.2'], text: null, from: day(2, '11:00'), to: null },
      // A public resolver asked, or so the list thinks: it did not look.
      { list: 'spamhaus-zen', ip: '203.0.113.12', codes: ['127.255.255.254'], text: 'Error: open resolver; https://check.spamhaus.org/returnc/pub/', from: day(1, '10:00'), to: null },
    ],
    silences: [
      { zone: 'spamhaus.org', from: day(16, '03:00'), to: day(16, '04:30') },
      { zone: 'abusix.zone', from: minutesAgo(15), to: null },
    ],
  }
}

/** When the lists are asked in the story. */
export function askedTimes({ day, minutesAgo }: Pick<Calendar, 'day' | 'minutesAgo'>): Date[] {
  return [day(28, '09:00'), day(16, '03:20'), day(16, '04:50'), day(12, '15:20'), day(10, '16:10'), day(3, '06:40'), day(2, '11:05'), day(1, '10:20'), minutesAgo(13)]
}
