import { expect, type Page } from '@playwright/test'

/** What an admin does on the page of people; each returns the time at which he pressed the last button. */
export async function chooseAct(admin: Page, deskUrl: string, person: string, act: string): Promise<void> {
  await admin.goto(`${deskUrl}/admin/users`)
  await admin.getByRole('button', { name: `Change ${person}` }).click()
  await expect(admin.getByRole('menuitem', { name: act })).toBeVisible()
}

export async function endAllSessionsOf(admin: Page, deskUrl: string, person: string): Promise<number> {
  await chooseAct(admin, deskUrl, person, 'End all sessions')
  return press(admin, () => admin.getByRole('menuitem', { name: 'End all sessions' }).click(), /1 session ended/)
}

export async function shutOutPerson(admin: Page, deskUrl: string, person: string): Promise<number> {
  await chooseAct(admin, deskUrl, person, 'Shut out …')
  await admin.getByRole('menuitem', { name: 'Shut out …' }).click()
  return press(admin, () => admin.getByRole('button', { name: `Shut ${person} out` }).click(), /is shut out/)
}

export async function renewPasswordOf(admin: Page, deskUrl: string, person: string): Promise<number> {
  await chooseAct(admin, deskUrl, person, 'New password …')
  await admin.getByRole('menuitem', { name: 'New password …' }).click()
  return press(admin, () => admin.getByRole('button', { name: 'Make a new password' }).click(), /Shown once and kept nowhere/)
}

/** Takes one role of several away. */
export async function takeRole(admin: Page, deskUrl: string, person: string, role: RegExp): Promise<number> {
  await chooseAct(admin, deskUrl, person, 'Change roles …')
  await admin.getByRole('menuitem', { name: 'Change roles …' }).click()
  await admin.getByRole('checkbox', { name: role }).uncheck()
  return press(admin, () => admin.getByRole('button', { name: 'Save the roles' }).click(), /Roles saved/)
}

async function press(admin: Page, click: () => Promise<void>, said: RegExp): Promise<number> {
  const at = performance.now()
  await click()
  await expect(admin.getByText(said).first()).toBeVisible()
  return at
}
