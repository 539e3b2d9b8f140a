import { useTranslations } from 'next-intl'
import { StoryList } from '../../../../../components/story/story-list.tsx'
import { Card } from '../../../../../components/ui/card.tsx'
import { SegmentedLinks } from '../../../../../components/ui/segmented.tsx'
import { STORY_GROUPS, storyGroupOf, type StoryEntry, type StoryGroup } from '../../../../../lib/audit/story.ts'

export type StoryFilter = StoryGroup | 'all'

/** The filter in the address; everything else shows all. */
export function readStoryFilter(show: string | string[] | undefined): StoryFilter {
  return STORY_GROUPS.find((group) => group === show) ?? 'all'
}

/** What happened, newest first: mails, acts, facts, or all of them. */
export function Story({ story, number, filter }: { story: StoryEntry[]; number: number; filter: StoryFilter }) {
  const t = useTranslations('story')
  const path = `/support/tickets/${number}`
  const segments = [{ key: 'all', label: t('all'), href: path }, ...STORY_GROUPS.map((group) => ({ key: group, label: t(group), href: `${path}?show=${group}` }))]

  return (
    <section aria-labelledby="story">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="story" className="text-section">
          {t('title')}
        </h2>
        <SegmentedLinks label={t('filter')} segments={segments} current={filter} />
      </div>
      <Card>
        <StoryList story={filter === 'all' ? story : story.filter((entry) => storyGroupOf(entry) === filter)} />
      </Card>
    </section>
  )
}
