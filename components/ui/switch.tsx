'use client'

import { Switch as Radix } from 'radix-ui'
import { useId, type ReactNode } from 'react'

type SwitchProps = { label: ReactNode; name?: string; isOn?: boolean; isOnAtFirst?: boolean; isDisabled?: boolean; onChange?: (isOn: boolean) => void }

/** Something that is on or off at once, without a button to confirm. */
export function Switch({ label, name, isOn, isOnAtFirst, isDisabled, onChange }: SwitchProps) {
  const id = useId()

  return (
    <div className="inline-flex min-h-6 items-center gap-2">
      <Radix.Root
        id={id}
        name={name}
        checked={isOn}
        defaultChecked={isOnAtFirst}
        disabled={isDisabled}
        onCheckedChange={onChange}
        className="h-5 w-9 rounded-full border border-control bg-sunken p-0.5 transition-colors duration-100 data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-60"
      >
        <Radix.Thumb className="block size-3.5 rounded-full bg-control transition-transform duration-100 data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </Radix.Root>
      <label htmlFor={id}>{label}</label>
    </div>
  )
}
