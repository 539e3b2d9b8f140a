import { buttonLook } from './button-look.ts'

type ListSearchProps = { label: string; doWord: string; value: string; action: string; kept: Record<string, string> }

/** Search in a list as a plain form: the words go into the address, the other filters (`kept`) stay. */
export function ListSearch({ label, doWord, value, action, kept }: ListSearchProps) {
  return (
    <form method="get" action={action} role="search" className="flex min-w-60 flex-1 gap-2 md:max-w-96">
      {Object.entries(kept).map(([name, one]) => (
        <input key={name} type="hidden" name={name} value={one} />
      ))}
      <input
        type="search"
        name="q"
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        maxLength={200}
        className="h-8 min-w-0 flex-1 rounded-control border border-control bg-surface px-2.5 text-text"
      />
      <button type="submit" className={buttonLook('secondary', 'normal')}>
        {doWord}
      </button>
    </form>
  )
}
