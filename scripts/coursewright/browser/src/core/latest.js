/**
 * @template T
 * @param {() => Promise<T>} task
 * @returns {() => Promise<T>} runs the task, never twice at the same time; asked ten times meanwhile, it runs once more.
 *   What it resolves to was begun after it was asked.
 */
export function latest(task) {
  /** @type {Promise<any>} */
  let running = Promise.resolve();
  let isWaiting = false;
  return () => {
    if (!isWaiting) {
      isWaiting = true;
      const run = () => {
        isWaiting = false;
        return task();
      };
      running = running.then(run, run);
    }
    return running;
  };
}
