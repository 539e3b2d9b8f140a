import { openScene, playStory } from './crash-scenario.ts'

/** Plays the story in `folder` and kills itself with SIGKILL at the n-th step; 0 plays it to its end and prints the steps. */
const [folder = '', dieAt = '0'] = process.argv.slice(2)
let steps = 0
const scene = await openScene(folder, () => {
  steps += 1
  if (steps === Number(dieAt)) process.kill(process.pid, 'SIGKILL')
})
await playStory(scene, folder)
await scene.stop()
process.stdout.write(`${steps}\n`)
